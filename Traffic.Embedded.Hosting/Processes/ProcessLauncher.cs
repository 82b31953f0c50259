using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Traffic.Embedded.Hosting.Processes;

/// <summary>
/// Starts processes that die with this one, even when it is killed. The kernel sends a child its death signal when the
/// <em>thread</em> that forked it ends, so all are started from one thread that lives as long as the process.
/// </summary>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> Starts = StartThread();

    /// <exception cref="HostException">The program, or one of util-linux that starts it, is missing.</exception>
    public static Task<ChildProcess> StartAsync(ProcessSpec spec, Action<string, bool> output)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(ChildProcess.Start(StartInfo(spec), output));
            }
            catch (Win32Exception e)
            {
                started.SetException(new HostException($"cannot start {spec.Command[0]}: {e.Message}; setsid, setpriv and unshare come with util-linux", e));
            }
        });
        return started.Task;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>The exit code and all output.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessSpec spec, CancellationToken cancellationToken = default)
    {
        var lines = new ConcurrentQueue<string>();
        using var child = await StartAsync(spec, (line, _) => lines.Enqueue(line));
        await using var kill = cancellationToken.Register(() => child.Send(Signal.Kill));
        var code = await child.Exited;
        cancellationToken.ThrowIfCancellationRequested();
        return (code, string.Join('\n', lines));
    }

    private static ProcessStartInfo StartInfo(ProcessSpec spec)
    {
        // A session of its own: Ctrl-C in the terminal reaches the host alone, which then stops everything in order.
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = spec.WorkingDirectory ?? "",
        };
        foreach (var argument in (IEnumerable<string>)
            [.. spec.Wrapper, "setpriv", .. spec.Privileges, "--pdeathsig", spec.DeathSignal.ToString().ToUpperInvariant(), "--", .. spec.Command])
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
                start();
        }) { IsBackground = true, Name = "process launcher" };
        thread.Start();
        return starts;
    }
}
