using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Traffic.Embedded.Hosting.Data;

/// <summary>
/// The folder that holds all of a system: <c>version</c> marks it as ours, <c>lock</c> is held while a host runs on it,
/// <c>secrets.json</c> keeps what was generated; a folder for each resource beside them.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Of the folder's layout and of what the services keep in it.</summary>
    public const int Version = 1;

    private const string VersionFile = "version";
    private const string LockFile = "lock";
    private const int WouldBlock = 11;

    private readonly FileStream _lock;
    private readonly Dictionary<string, string> _secrets;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
        var file = System.IO.Path.Combine(path, "secrets.json");
        _secrets = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file))! : [];
    }

    public string Path { get; }

    /// <exception cref="HostException">Not ours, in use, of another version, or not writable. Nothing has been changed then.</exception>
    public static async Task<DataFolder> OpenAsync(string path, bool fresh, CancellationToken cancellationToken)
    {
        var versionFile = System.IO.Path.Combine(path, VersionFile);
        try
        {
            Directory.CreateDirectory(path);
            if (!File.Exists(versionFile) && Directory.EnumerateFileSystemEntries(path).Any(e => System.IO.Path.GetFileName(e) != LockFile))
                throw new HostException($"{path} is not a data folder of Traffic and not empty: choose another with --data");
            var folder = new DataFolder(path, Lock(path));
            await PreviousRun.WaitForEndAsync(path, cancellationToken);
            if (fresh)
                folder.Empty();
            folder.CheckVersion();
            return folder;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new HostException($"cannot write to {path} ({e.Message}): choose another folder with --data, or change its owner or mode", e);
        }
    }

    /// <summary>The folder of one resource, made if missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>A random value, the same as long as the folder lives.</summary>
    public string Secret(string name)
    {
        if (_secrets.TryGetValue(name, out var known))
            return known;
        _secrets[name] = RandomNumberGenerator.GetHexString(32, lowercase: true);
        PrivateFile.Write(System.IO.Path.Combine(Path, "secrets.json"), JsonSerializer.SerializeToUtf8Bytes(_secrets));
        return _secrets[name];
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            // FileShare.None is flock(LOCK_EX) on Linux: it ends with the process, however that dies.
            return new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            var who = PreviousRun.Read(path) is { } run ? $" (process {run.Pid}{(run.Dashboard is null ? "" : $", {run.Dashboard}")})" : "";
            throw new HostException($"a system already runs on {path}{who}: stop it with ./traffic stop, or choose another folder with --data", e);
        }
    }

    private void Empty()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(e => e.Name is not (LockFile or VersionFile)))
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory)
                directory.Delete(recursive: true);
            else
                entry.Delete();
        }

        _secrets.Clear();
        File.Delete(System.IO.Path.Combine(Path, VersionFile));
    }

    private void CheckVersion()
    {
        var file = System.IO.Path.Combine(Path, VersionFile);
        var expected = Version.ToString(CultureInfo.InvariantCulture);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, expected + "\n");
            return;
        }

        if (File.ReadAllText(file).Trim() is var found && found != expected)
        {
            Dispose();
            throw new HostException($"{Path} has data format {found}, this version of Traffic reads {expected}: choose another folder with --data, or start with --fresh");
        }
    }
}
