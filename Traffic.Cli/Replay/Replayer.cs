using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;
using Traffic.Streaming.References;

namespace Traffic.Cli.Replay;

/// <summary>
/// Sends runs into Kafka: <c>begin</c> to every partition of the raw topics of their streams, the records in order of event time
/// with rising numbers, <c>end</c>. A run that a limit cut off stays open, so that a replay of all of it goes on with it.
/// </summary>
internal sealed class Replayer(KafkaConnection kafka, FeedDeclaration feed, ReferenceTables references, double? speed, TimeProvider time)
{
    /// <summary>Records between two looks at the progress.</summary>
    private const int ReportInterval = 500;

    /// <summary>Sends at most <paramref name="limit"/> records of a run; returns how many, when Kafka has them all.</summary>
    public async Task<long> ReplayAsync(ReplayRun run, long limit, ReplayProgress progress, CancellationToken cancellationToken)
    {
        using var producer = kafka.Clients.CreateProducer("replay");
        var group = producer.Begin();
        var topics = new List<Topic>();
        foreach (var stream in run.Streams)
        {
            topics.AddRange(await kafka.RawTopicsAsync(feed, stream, references, cancellationToken));
        }

        var output = new RunProducer(run.Name, group, topics, references);
        output.Control(ControlKind.Begin, cancellationToken);
        SendFailures(run, output, cancellationToken);
        var sent = await SendRecordsAsync(run, limit, output, group, progress, cancellationToken);
        if (sent == run.Records)
        {
            output.Control(ControlKind.End, cancellationToken);
        }

        await AcknowledgedAsync(group, sent, progress, cancellationToken);
        return sent;
    }

    private async Task<long> SendRecordsAsync(
        ReplayRun run, long limit, RunProducer output, DeliveryGroup group, ReplayProgress progress, CancellationToken cancellationToken)
    {
        var pacer = speed is { } times ? new Pacer(times, time) : null;
        var sent = 0L;
        foreach (var (source, row) in run.Sorted())
        {
            if (sent == limit)
            {
                break;
            }

            if (pacer?.Until(row.EventTime) is { Ticks: > 0 } wait)
            {
                progress.Report(sent, Math.Max(0, sent - group.Outstanding));
                await Task.Delay(wait, time, cancellationToken);
            }

            output.Record(source.Stream, row, ++sent, cancellationToken);
            if (sent % ReportInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(sent, Math.Max(0, sent - group.Outstanding));
            }
        }

        return sent;
    }

    private void SendFailures(ReplayRun run, RunProducer output, CancellationToken cancellationToken)
    {
        var written = new Dictionary<StreamDeclaration, HashSet<(string, string)>>();
        foreach (var (source, row) in run.Failed())
        {
            var topic = TopicNames.DeadLetters(source.Stream, KafkaOptions.DefaultApplicationId);
            if (!written.TryGetValue(source.Stream, out var known))
            {
                written[source.Stream] = known = DeadLetterIndex.Read(kafka.Clients, topic, run.Name, cancellationToken);
            }

            if (known.Add((source.Name, $"{row.Line}")))
            {
                output.DeadLetter(topic, source.Name, row, time.GetUtcNow(), cancellationToken);
            }
        }
    }

    private async Task AcknowledgedAsync(DeliveryGroup group, long sent, ReplayProgress progress, CancellationToken cancellationToken)
    {
        var all = group.CompleteAsync(cancellationToken);
        while (await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken)) != all)
        {
            progress.Report(sent, Math.Max(0, sent - group.Outstanding));
        }

        await all;
        progress.Report(sent, sent);
    }
}
