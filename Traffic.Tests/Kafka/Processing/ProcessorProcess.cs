using System.Collections.Concurrent;
using System.Diagnostics;
using Traffic.Processor;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>The built processor as a process of its own.</summary>
internal sealed class ProcessorProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    public ProcessorProcess(Pipeline pipeline, params IEnumerable<(string Key, string? Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Dll());
        foreach (var (key, value) in pipeline.Settings.Select(s => (s.Key, s.Value)).Concat(settings))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    /// <summary>kill −9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Orderly stop (SIGTERM). Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    /// <summary>The processor's own output folder beside this one; there its runtime settings are.</summary>
    private static string Dll()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.GetFileName(typeof(ProcessorExtensions).Assembly.Location);
        var path = Path.Combine(own.Parent!.Parent!.FullName, Path.GetFileNameWithoutExtension(file), own.Name, file);
        return File.Exists(path) ? path : Path.Combine(own.FullName, file);
    }
}
