using System.CommandLine;
using System.Globalization;
using System.Text;
using Spectre.Console;
using Traffic.Cli.Running;
using Traffic.Cli.Status;

namespace Traffic.Cli.Commands;

/// <summary><c>traffic status</c></summary>
internal static class StatusCommand
{
    private const int DefaultWaitSeconds = 60;
    private const int RedirectedWidth = 240;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    public static Command Create(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "Print the API's answer as it is" };
        var wait = new Option<string?>("--wait-idle")
        {
            Description = $"First wait until all that is in the raw topics now is processed, closed and in the tables, at most S seconds (default {DefaultWaitSeconds})",
            HelpName = "S",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("status", "Topics, lag, watermark delay, freshness and dead letters") { json, wait };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new PipelineClient(RunningSystem.Find(parsed.GetRequiredValue(data)).Api);
            var answer = parsed.GetResult(wait) is null
                ? await GetAsync(client, cancellationToken)
                : await WaitIdleAsync(client, Timeout(parsed.GetValue(wait)), TimeProvider.System, cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(Encoding.UTF8.GetString(answer));
            }
            else
            {
                StatusView.Write(Output(), PipelineClient.Parse(answer));
            }

            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>A pipe or a file has no width of its own: tables must not be squeezed into 80 columns there.</summary>
    private static IAnsiConsole Output()
    {
        var console = AnsiConsole.Console;
        console.Profile.Width = Console.IsOutputRedirected ? RedirectedWidth : console.Profile.Width;
        return console;
    }

    private static TimeSpan Timeout(string? seconds)
    {
        if (seconds is null)
        {
            return TimeSpan.FromSeconds(DefaultWaitSeconds);
        }

        return int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole > 0
            ? TimeSpan.FromSeconds(whole)
            : throw new CliException(ExitCodes.Usage, $"--wait-idle {seconds}: must be a whole number of seconds above 0");
    }

    private static async Task<byte[]> GetAsync(PipelineClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(fresh: false, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new CliException(ExitCodes.FailedWork, $"the API does not answer ({e.Message}): see ./traffic logs api");
        }
    }

    /// <summary>An API that does not answer may be starting again: only the time-out ends the wait.</summary>
    private static async Task<byte[]> WaitIdleAsync(PipelineClient client, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var expired = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken);
        IdleWait? idle = null;
        var waiting = "the API does not answer";
        try
        {
            while (true)
            {
                try
                {
                    var answer = await client.GetAsync(fresh: true, stop.Token);
                    var status = PipelineClient.Parse(answer);
                    if (idle is null)
                    {
                        idle = new IdleWait(status);
                    }
                    else
                    {
                        idle.Observe(status);
                    }

                    if (idle.IsIdle)
                    {
                        return answer;
                    }

                    waiting = idle.Waiting!;
                }
                catch (HttpRequestException e)
                {
                    waiting = $"the API does not answer ({e.Message})";
                }

                await Task.Delay(PollInterval, time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            throw new CliException(ExitCodes.TimedOut, $"not idle after {timeout.TotalSeconds} s: {waiting}");
        }
    }
}
