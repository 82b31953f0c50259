using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Traffic.Embedded.Hosting.Postgres;
using Traffic.Embedded.Hosting.Processes;

namespace Traffic.Tests.System;

/// <summary>
/// The whole system as a user starts it: the built AppHost on free ports, its data in a temporary folder. Dies with the tests.
/// </summary>
public sealed class TrafficHost : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly string[] _options;
    private ChildProcess? _process;

    private TrafficHost(string[] options) => _options = options;

    /// <summary>The built AppHost of this build.</summary>
    public static string AppHost { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../Traffic.AppHost", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Traffic.AppHost.dll"));

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("traffic-system-").FullName;

    /// <summary>Process id of the host itself.</summary>
    public int Id => _process!.Id;

    /// <summary>What it wrote to stdout since its last start.</summary>
    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary><c>run.json</c> as it is now.</summary>
    public JsonElement Run => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Path.Combine(DataFolder, "run.json")));

    /// <summary>Dashboard and API.</summary>
    public Uri Api => new(Run.GetProperty("urls").GetProperty("api").GetString()!);

    public Uri ResourcesPage => new(Run.GetProperty("urls").GetProperty("resources").GetString()!);

    /// <summary>Bootstrap server.</summary>
    public string Kafka => Run.GetProperty("urls").GetProperty("kafka").GetString()!;

    /// <param name="name"><c>trafficdb</c>, <c>kafka</c> or <c>lake</c>.</param>
    public string ConnectionString(string name) => Run.GetProperty("connectionStrings").GetProperty(name).GetString()!;

    /// <summary>Starts a system on an empty folder and waits until it is ready.</summary>
    /// <param name="options">Beside <c>--data</c> and <c>--ports auto</c>.</param>
    public static async Task<TrafficHost> StartAsync(params string[] options)
    {
        var host = new TrafficHost(options);
        try
        {
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the AppHost to its end.</summary>
    /// <returns>Exit code and all lines that it wrote.</returns>
    public static async Task<(int ExitCode, string[] Lines)> RunToEndAsync(params string[] arguments)
    {
        var (code, output) = await ProcessLauncher.RunAsync(Spec(arguments), TestContext.Current.CancellationToken);
        return (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Starts the host on the same data after it was stopped or killed, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        if (PostgresBinaries.Find() is null)
            Assert.Skip("PostgreSQL's binaries are missing: ./traffic test installs them");
        var cancel = TestContext.Current.CancellationToken;
        _output.Clear();
        _errors.Clear();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process?.Dispose();
        _process = await ProcessLauncher.StartAsync(Spec(["--data", DataFolder, "--ports", "auto", .. _options]), (line, error) =>
        {
            (error ? _errors : _output).Enqueue(line);
            if (!error && line.StartsWith("ready in ", StringComparison.Ordinal))
                ready.TrySetResult();
        });
        await Task.WhenAny(ready.Task, _process.Exited).WaitAsync(StartTimeout, cancel);
        if (!ready.Task.IsCompleted)
            Assert.Fail($"the host ended with {await _process.Exited}:\n{string.Join('\n', _errors)}");
    }

    /// <summary>An orderly stop; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _process!.Send(Signal.Term);
        return await _process.Exited.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary><c>kill -9</c> of the host.</summary>
    public async Task KillAsync()
    {
        _process!.Send(Signal.Kill);
        await _process.Exited.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary><c>kill -9</c> of a resource's process; the host starts it again.</summary>
    public async Task KillResourceAsync(string name)
    {
        var pid = Resource(name).GetProperty("pid").GetInt32();
        var (code, output) = await ProcessLauncher.RunAsync(new(["kill", "-9", $"{pid}"], InheritedEnvironment.Get()));
        Assert.True(code == 0, output);
    }

    /// <summary>Waits until the resource runs in a process other than the given one.</summary>
    public async Task WaitForNewProcessAsync(string name, int than) => await WaitUntilAsync(
        () => Resource(name) is var resource && resource.GetProperty("state").GetString() == "running" && resource.GetProperty("pid").GetInt32() != than,
        $"{name} runs again");

    public JsonElement Resource(string name) => Run.GetProperty("resources").EnumerateArray().First(r => r.GetProperty("name").GetString() == name);

    public static async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        while (!condition())
        {
            if (timeout.IsCancellationRequested)
                Assert.Fail($"waited {Patience} in vain until {what}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.StopAsync(Signal.Term, TimeSpan.FromSeconds(15));
        _process?.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static ProcessSpec Spec(string[] arguments)
    {
        if (!File.Exists(AppHost))
            throw new FileNotFoundException($"{AppHost} is missing: build Traffic.AppHost");
        return new(["dotnet", "exec", AppHost, .. arguments], InheritedEnvironment.Get());
    }
}
