using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Traffic.Feeds.Replay;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;
using Traffic.Streaming.References;

namespace Traffic.Cli.Replay;

/// <summary>
/// Writes the records of one run. What it writes depends on the run's content alone, numbers and partitions included, so that
/// writing it again changes nothing.
/// </summary>
internal sealed class RunProducer(string run, DeliveryGroup group, IReadOnlyList<Topic> rawTopics, ReferenceTables references)
{
    private readonly Dictionary<StreamDeclaration, RawRouter> _routers = [];

    public void Control(ControlKind kind, CancellationToken cancellationToken)
    {
        foreach (var topic in rawTopics)
        {
            for (var partition = 0; partition < topic.Partitions; partition++)
            {
                group.Produce(topic.Name, partition, null, [], RawHeaders.Write(new RecordHeaders(run, Control: kind)), cancellationToken);
            }
        }
    }

    public void Record(StreamDeclaration stream, in ReplayRow row, long sequence, CancellationToken cancellationToken)
    {
        if (!_routers.TryGetValue(stream, out var router))
        {
            _routers[stream] = router = new RawRouter(stream);
        }

        using var json = JsonDocument.Parse(row.Bytes);
        var (topic, key) = router.Route(json.RootElement, references);
        var headers = RawHeaders.Write(new RecordHeaders(run, sequence, EventId: row.EventId));
        group.Produce(topic, null, Encoding.UTF8.GetBytes(key), row.Bytes.ToArray(), headers, cancellationToken);
    }

    /// <summary>A line that could not be converted: always partition 0, where a repeated replay looks for it.</summary>
    public void DeadLetter(string topic, string file, in ReplayRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failure = row.Failure!;
        var headers = new Headers();
        Add(HeaderNames.Reason, failure.Reason);
        Add(HeaderNames.Field, failure.Field);
        Add(HeaderNames.Detail, failure.Detail);
        Add(HeaderNames.SourceTopic, file);
        Add(HeaderNames.SourcePartition, "0");
        Add(HeaderNames.SourceOffset, $"{row.Line}");
        Add(HeaderNames.Run, run);
        Add(HeaderNames.FailedAt, HeaderTime.Format(now));
        Add(HeaderNames.Attempt, "1");
        Add(HeaderNames.Stage, DeadLetterIndex.Stage);
        group.Produce(topic, DeadLetterIndex.Partition, null, row.Bytes.ToArray(), headers, cancellationToken);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.Add(name, Encoding.UTF8.GetBytes(value));
            }
        }
    }
}
