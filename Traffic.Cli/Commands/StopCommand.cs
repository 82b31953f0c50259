using System.CommandLine;
using System.Runtime.InteropServices;
using Traffic.Cli.Running;

namespace Traffic.Cli.Commands;

/// <summary><c>traffic stop</c></summary>
internal static partial class StopCommand
{
    private const int SigTerm = 15;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static Command Create(Option<string> data)
    {
        var command = new Command("stop", "Stop the running system in order");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(data);
            await StopAsync(RunningSystem.Find(folder).Pid, folder, TimeProvider.System, cancellationToken);
            return ExitCodes.Good;
        });
        return command;
    }

    private static async Task StopAsync(int pid, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Kill(pid, SigTerm) != 0)
        {
            throw new CliException(ExitCodes.FailedWork, $"process {pid} on {folder} can't be stopped: does it belong to another user?");
        }

        var started = time.GetTimestamp();
        while (RunningSystem.IsAlive(pid))
        {
            if (time.GetElapsedTime(started) > Timeout)
            {
                throw new CliException(ExitCodes.TimedOut, $"process {pid} on {folder} still runs after {Timeout.TotalSeconds} s: see {folder}/logs");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        Console.WriteLine("stopped");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
