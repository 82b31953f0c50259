using System.Globalization;
using Spectre.Console;
using Traffic.Cli.Replay;

namespace Traffic.Cli.Commands;

/// <summary>Shows a replay on stderr while it runs: a bar on a terminal, else a plain line now and then.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    public static Task<T> ShowAsync<T>(string title, long total, ReplayProgress progress, Task<T> work, TimeProvider time) =>
        Console.IsErrorRedirected ? LinesAsync(title, total, progress, work, time) : BarAsync(title, total, progress, work, time);

    private static async Task<T> BarAsync<T>(string title, long total, ReplayProgress progress, Task<T> work, TimeProvider time)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(total, 1));
                while (await Task.WhenAny(work, Task.Delay(Refresh, time)) != work)
                {
                    bar.Value = progress.Acknowledged;
                }

                return await work;
            });
    }

    private static async Task<T> LinesAsync<T>(string title, long total, ReplayProgress progress, Task<T> work, TimeProvider time)
    {
        var started = time.GetTimestamp();
        while (await Task.WhenAny(work, Task.Delay(LineInterval, time)) != work)
        {
            var (done, seconds) = (progress.Acknowledged, time.GetElapsedTime(started).TotalSeconds);
            var left = done > 0 ? TimeSpan.FromSeconds(seconds / done * (total - done)).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : "--:--:--";
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{title}: {done:N0} of {total:N0} ({100.0 * done / Math.Max(total, 1):0} %), {done / seconds:N0}/s, {left} left"));
        }

        return await work;
    }
}
