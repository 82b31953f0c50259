using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Traffic.Tests.Kafka;

/// <summary>
/// The built broker as a process of its own, on a free port with a temporary folder. As a class or collection
/// fixture (<c>IClassFixture&lt;EmbeddedBroker&gt;</c>) one broker serves a whole class; a test that kills or restarts
/// it takes one of its own with <see cref="StartAsync"/>.
/// </summary>
public sealed class EmbeddedBroker : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("traffic-broker-").FullName;
    private readonly List<string> _output = [];
    private readonly List<string> _settings = [];
    private Process? _process;

    /// <summary>For Confluent.Kafka's <c>BootstrapServers</c>; the same after a restart.</summary>
    public string BootstrapServers => $"127.0.0.1:{Port}";

    public int Port { get; } = FreePort();

    /// <summary>The broker's data folder.</summary>
    public string Folder => _folder;

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("the broker does not run");

    /// <summary>What the process wrote to stdout and stderr so far, over all its starts.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <param name="settings">Further settings, as <c>--Kafka:DefaultPartitions=4</c>.</param>
    public static async Task<EmbeddedBroker> StartAsync(params string[] settings)
    {
        var broker = new EmbeddedBroker();
        broker._settings.AddRange(settings);
        await broker.StartAgainAsync();
        return broker;
    }

    public async ValueTask InitializeAsync() => await StartAgainAsync();

    /// <summary>Starts the process on the same port and folder; returns once it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        Assert.True(_process is null, "the broker runs already");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Dll(), $"--Kafka:Port={Port}", $"--Kafka:Data={_folder}", .. _settings])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (!await AcceptsAsync())
        {
            Assert.False(_process.HasExited, $"the broker ended:\n{Output}");
            Assert.True(clock.Elapsed < Patience, $"the broker does not listen on {Port}:\n{Output}");
            await Task.Delay(20);
        }
    }

    /// <summary>Runs the broker with settings of its own until it ends, for what it does not start with.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Dll(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Orderly stop (SIGTERM). Returns the exit code.</summary>
    public Task<int> StopAsync() => EndAsync("TERM");

    /// <summary>kill −9.</summary>
    public Task<int> KillAsync() => EndAsync("KILL");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<int> EndAsync(string signal)
    {
        var process = _process ?? throw new InvalidOperationException("the broker does not run");
        _process = null;
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        var code = process.ExitCode;
        process.Dispose();
        return code;
    }

    private async Task<bool> AcceptsAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }
    }

    /// <summary>The broker's own output folder beside this one; there its runtime settings are.</summary>
    private static string Dll()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, "Traffic.Embedded.Broker", own.Name, "Traffic.Embedded.Broker.dll");
        return File.Exists(path) ? path : Path.Combine(own.FullName, "Traffic.Embedded.Broker.dll");
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
