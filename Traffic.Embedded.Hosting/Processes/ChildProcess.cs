using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Traffic.Embedded.Hosting.Processes;

/// <summary>A started process, its lines of output, its end.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    // Processes that it has left behind may hold its streams open; they are not waited for any longer.
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public int Id { get; private set; }

    /// <summary>Ends with the exit code, 128 + n after signal n, once its last line was passed on.</summary>
    public Task<int> Exited => _exited.Task;

    /// <param name="start">What to start, streams redirected.</param>
    /// <param name="output">Gets each line and whether it came from stderr. Called from any thread.</param>
    internal static ChildProcess Start(ProcessStartInfo start, Action<string, bool> output)
    {
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var child = new ChildProcess(process);
        var outputEnd = new TaskCompletionSource();
        var errorEnd = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) => Pass(line.Data, false, outputEnd);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, true, errorEnd);
        process.Exited += (_, _) =>
        {
            var code = process.ExitCode;
            Task.WhenAny(Task.WhenAll(outputEnd.Task, errorEnd.Task), Task.Delay(LastLines))
                .ContinueWith(_ => child._exited.TrySetResult(code), TaskScheduler.Default);
        };
        process.Start();
        child.Id = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return child;

        void Pass(string? line, bool error, TaskCompletionSource end)
        {
            if (line is null)
                end.TrySetResult();
            else
                output(line, error);
        }
    }

    /// <summary>Sends a signal; nothing happens when the process has ended.</summary>
    public void Send(Signal signal)
    {
        if (!_exited.Task.IsCompleted)
            _ = Kill(Id, (int)signal);
    }

    /// <summary>Asks it to end, kills it after the grace period, and returns its exit code.</summary>
    public async Task<int> StopAsync(Signal signal, TimeSpan grace)
    {
        Send(signal);
        try
        {
            return await _exited.Task.WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            Send(Signal.Kill);
            return await _exited.Task;
        }
    }

    public void Dispose() => _process.Dispose();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
