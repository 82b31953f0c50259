using System.CommandLine;
using System.Globalization;
using Traffic.Cli.Replay;
using Traffic.Cli.Running;
using Traffic.Feeds;
using Traffic.Feeds.Replay;
using Traffic.Streaming.Declarations;

namespace Traffic.Cli.Commands;

/// <summary><c>traffic replay FEED FILE…</c></summary>
internal static class ReplayCommand
{
    public static Command Create(Option<string> data)
    {
        var feed = new Argument<string>("feed") { Description = "The feed that the files belong to, e.g. roads" };
        var files = new Argument<string[]>("file") { Description = "Files, plain or gzip", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string?>("--format") { Description = "Format of the files (default: told by name and content)", HelpName = "F" };
        var set = new Option<string[]>("--set") { Description = "What name and content of a file do not say", HelpName = "name=value,…", AllowMultipleArgumentsPerToken = false };
        var run = new Option<string?>("--run") { Description = "Name of the run (default: hash of content, format and constants)", HelpName = "NAME" };
        var speed = new Option<string>("--speed") { Description = "Event time per real time, e.g. 60x", HelpName = "max|Nx", DefaultValueFactory = _ => ReplayArguments.MaxSpeed };
        var limit = new Option<string?>("--limit") { Description = "Send only the first N records; the run stays open", HelpName = "N" };
        var asOne = new Option<bool>("--as-one") { Description = "All files are one run, sorted together" };
        var command = new Command("replay", "Replay files into the running system; safe to repeat and to resume")
        {
            feed, files, format, set, run, speed, limit, asOne,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ReplayRequest(
                parsed.GetRequiredValue(feed),
                parsed.GetRequiredValue(files),
                parsed.GetValue(format),
                ReplayArguments.Constants(parsed.GetValue(set) ?? []),
                ReplayArguments.Run(parsed.GetValue(run)),
                ReplayArguments.Speed(parsed.GetRequiredValue(speed)),
                ReplayArguments.Limit(parsed.GetValue(limit)),
                parsed.GetValue(asOne));
            await ExecuteAsync(request, RunningSystem.Find(parsed.GetRequiredValue(data)), TimeProvider.System, cancellationToken);
            return ExitCodes.Good;
        });
        return command;
    }

    private static async Task ExecuteAsync(ReplayRequest request, RunningSystem system, TimeProvider time, CancellationToken cancellationToken)
    {
        var feed = FeedCatalogue.Default.Find(request.Feed) ?? throw new CliException(
            ExitCodes.Usage, $"there is no feed '{request.Feed}', use one of {string.Join(", ", FeedCatalogue.Default.Feeds.Select(f => f.Name))}");
        var runs = Open(request, feed, cancellationToken);
        using var kafka = new KafkaConnection(system.Kafka, FeedCatalogue.Default, time);
        var references = await kafka.ReadReferencesAsync(feed, cancellationToken);
        var replayer = new Replayer(kafka, feed, references, request.Speed, time);
        var left = request.Limit ?? long.MaxValue;
        foreach (var run in runs)
        {
            var started = time.GetTimestamp();
            var progress = new ReplayProgress();
            var sent = await ProgressView.ShowAsync(
                run.Title, Math.Min(run.Records, left), progress, replayer.ReplayAsync(run, left, progress, cancellationToken), time);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Title}: {sent:N0} of {run.Records:N0} records as run {run.Name} in {seconds:0.0} s ({sent / seconds:N0}/s), {run.Failures:N0} lines to the dead letters"));
            left -= sent;
        }
    }

    private static List<ReplayRun> Open(ReplayRequest request, FeedDeclaration feed, CancellationToken cancellationToken)
    {
        if (request.Run is not null && request.Files.Count > 1 && !request.AsOne)
        {
            throw new CliException(ExitCodes.Usage, $"--run {request.Run}: each of the {request.Files.Count} files is a run of its own: name one file, or add --as-one");
        }

        try
        {
            // All files are looked at before the first of them is sent.
            var sources = request.Files.Select(f => ReplaySource.Open(feed, f, request.Format, request.Constants)).ToList();
            sources.ForEach(s => s.Inspect(cancellationToken));
            return request.AsOne ? [ReplayRun.Of(sources, request.Run)] : [.. sources.Select(s => ReplayRun.Of([s], request.Run))];
        }
        catch (ReplayException e)
        {
            throw new CliException(ExitCodes.Usage, e.Message);
        }
    }
}
