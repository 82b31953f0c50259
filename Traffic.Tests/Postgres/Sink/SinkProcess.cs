using System.Diagnostics;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>The built sink as a process of its own.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> _output = [];
    private readonly Process _process;

    private SinkProcess(Process process) => _process = process;

    /// <summary>What the process wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    public bool HasExited => _process.HasExited;

    /// <param name="arguments"><c>init</c>, or nothing for the service.</param>
    public static SinkProcess Start(string kafka, string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Dll(), .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["ConnectionStrings__kafka"] = kafka;
        start.Environment["ConnectionStrings__trafficdb"] = database;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // Small batches, so that there is always one on its way.
        start.Environment["Traffic__Sink__BatchRows"] = "250";
        var sink = new SinkProcess(new Process { StartInfo = start });
        sink._process.OutputDataReceived += (_, line) => sink.Add(line.Data);
        sink._process.ErrorDataReceived += (_, line) => sink.Add(line.Data);
        sink._process.Start();
        sink._process.BeginOutputReadLine();
        sink._process.BeginErrorReadLine();
        return sink;
    }

    /// <summary>Runs init to its end.</summary>
    public static async Task<int> InitAsync(string kafka, string database)
    {
        await using var init = Start(kafka, database, "init");
        return await init.ExitAsync();
    }

    /// <summary>What /health answers; empty while nothing listens.</summary>
    public async Task<string> HealthAsync()
    {
        const string Listening = "Now listening on: ";
        var output = Output;
        var at = output.IndexOf(Listening, StringComparison.Ordinal);
        if (at < 0)
            return "";
        var address = output[(at + Listening.Length)..].Split('\n')[0].Trim();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{address}/health"), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Orderly stop; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await ExitAsync();
    }

    /// <summary>kill −9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return _process.ExitCode;
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
    }

    /// <summary>The sink's own output folder beside this one; there its runtime settings are.</summary>
    private static string Dll()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Traffic.Sink", own.Name, "Traffic.Sink.dll");
    }
}
