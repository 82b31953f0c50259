using System.Globalization;
using Traffic.Embedded.Hosting.Processes;

namespace Traffic.Embedded.Hosting.Postgres;

/// <summary>One PostgreSQL server with its data in a folder. Crash recovery and durability are the server's own.</summary>
internal sealed class PostgresServer
{
    public const string User = "traffic";

    private readonly string _folder;
    private readonly string _password;
    private readonly PostgresBinaries _binaries;
    private readonly PostgresAccount _account;

    private PostgresServer(string folder, string password, PostgresBinaries binaries, PostgresAccount account) =>
        (_folder, _password, _binaries, _account) = (folder, password, binaries, account);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes the folder ready for a start: a cluster with these databases, owned by the right user, no old server in it.</summary>
    /// <exception cref="HostException">No fitting binaries, or the cluster can't be made.</exception>
    public static async Task<PostgresServer> PrepareAsync(
        string folder, string password, IReadOnlyCollection<string> databases, CancellationToken cancellationToken)
    {
        var versionFile = Path.Combine(folder, "data", "PG_VERSION");
        int? major = File.Exists(versionFile)
            ? int.Parse(await File.ReadAllTextAsync(versionFile, cancellationToken), CultureInfo.InvariantCulture)
            : null;
        var binaries = PostgresBinaries.Find(major) ?? throw new HostException(major is null
            ? "PostgreSQL's binaries are missing: run ./traffic run once, or apt-get install postgresql"
            : $"{folder} was made by PostgreSQL {major}, whose binaries are missing: apt-get install postgresql-{major}, or start with --fresh");
        var server = new PostgresServer(folder, password, binaries, await PostgresAccount.FindAsync(cancellationToken));
        Directory.CreateDirectory(folder);
        await server.EndOldPostmasterAsync(cancellationToken);
        await server.ChangeOwnerAsync(cancellationToken);
        if (major is null)
            await server.InitializeAsync(cancellationToken);
        await server.CreateDatabasesAsync(databases, cancellationToken);
        return server;
    }

    public static bool IsReady(string logLine) =>
        logLine.Contains("database system is ready to accept connections", StringComparison.Ordinal);

    public static string ConnectionString(Uri address, string password, string database) =>
        $"Host={address.DnsSafeHost};Port={address.Port.ToString(CultureInfo.InvariantCulture)};Username={User};Password={password};Database={database}";

    public ProcessSpec Spec(Uri address) => _account.Spec(
    [
        _binaries.Postgres, "-D", Data, "-h", address.DnsSafeHost, "-p", address.Port.ToString(CultureInfo.InvariantCulture), "-k", "",
        "-c", "timezone=UTC", "-c", "log_timezone=UTC", "-c", "log_line_prefix=%m [%p] ", "-c", "log_checkpoints=off", "-c", "jit=off",
    ]);

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        // Into a folder beside it, renamed when complete: what a kill leaves behind is never taken for a cluster.
        var unfinished = Data + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        var passwordFile = Path.Combine(_folder, "password.new");
        await File.WriteAllTextAsync(passwordFile, _password, cancellationToken);
        File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await ChangeOwnerAsync(cancellationToken);
        await RunAsync(
            [_binaries.InitDb, "-D", unfinished, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C", "--no-instructions"],
            cancellationToken);
        File.Delete(passwordFile);
        Directory.Move(unfinished, Data);
    }

    private async Task CreateDatabasesAsync(IReadOnlyCollection<string> databases, CancellationToken cancellationToken)
    {
        var list = Path.Combine(_folder, "databases");
        var existing = File.Exists(list) ? await File.ReadAllLinesAsync(list, cancellationToken) : [];
        foreach (var database in databases.Except(existing))
        {
            // The stand-alone server reads a command from a file as from a terminal. A database that is there already, from
            // a start that was killed before the list was written, is an error that it reports and passes.
            var script = Path.Combine(_folder, "create.sql");
            await File.WriteAllTextAsync(script, $"CREATE DATABASE \"{database}\"\n", cancellationToken);
            await ChangeOwnerAsync(cancellationToken);
            await RunAsync(["sh", "-c", "exec \"$0\" --single -D \"$1\" postgres < \"$2\"", _binaries.Postgres, Data, script], cancellationToken);
            File.Delete(script);
            await File.AppendAllLinesAsync(list, [database], cancellationToken);
        }
    }

    /// <summary>Waits for a server that a killed host left in this folder; after five seconds it is told to quit.</summary>
    private async Task EndOldPostmasterAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; IsRunning() is { } pid; attempt++)
        {
            if (attempt == 50)
                await ProcessLauncher.RunAsync(new(["kill", "-QUIT", $"{pid}"], InheritedEnvironment.Get()), cancellationToken);
            if (attempt == 100)
                throw new HostException($"an old PostgreSQL server (process {pid}) still runs on {Data}: end it with kill -QUIT {pid}");
            await Task.Delay(100, cancellationToken);
        }
    }

    private int? IsRunning()
    {
        var pidFile = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), out var pid))
            return null;
        var commandLine = $"/proc/{pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Split('\0') is var words
            && words[0].EndsWith("postgres", StringComparison.Ordinal) && words.Contains(Data) ? pid : null;
    }

    private async Task ChangeOwnerAsync(CancellationToken cancellationToken)
    {
        if (_account.Owner is { } owner)
            await ProcessLauncher.RunAsync(new(["chown", "-R", $"{owner}:{owner}", _folder], InheritedEnvironment.Get()), cancellationToken);
    }

    private async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var (code, output) = await ProcessLauncher.RunAsync(_account.Spec(command), cancellationToken);
        if (code != 0)
            throw new HostException($"{Path.GetFileName(command[0])} failed on {_folder}: {output.ReplaceLineEndings(" ")}");
    }
}
