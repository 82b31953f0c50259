using Confluent.Kafka;
using Traffic.Api.Windows;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Pipeline;

/// <summary>Puts what Kafka and PostgreSQL say together.</summary>
internal sealed class SnapshotBuilder(LogView log, TableView tables, Rates rates, TopicCatalogue catalogue)
{
    private static readonly TopicKind[] StoredKinds = [TopicKind.Clean, TopicKind.DeadLetters, TopicKind.Windows, TopicKind.Reference];

    private readonly ILookup<Topic, TopicPartition> _partitions =
        log.Partitions.ToLookup(p => p.Topic, p => p.Partition, EqualityComparer<Topic>.Create((a, b) => a?.Name == b?.Name, t => t.Name.GetHashCode(StringComparison.Ordinal)));

    public PipelineSnapshot Build(IReadOnlyList<ServiceState> services)
    {
        var topics = _partitions.Select(TopicOf).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var streams = catalogue.Feeds.SelectMany(f => f.Streams).Select(s => StreamOf(s, topics)).ToList();
        var stored = _partitions.Where(t => StoredKinds.Contains(t.Key.Kind)).SelectMany(t => t);
        var lag = topics.SelectMany(t => t.Partitions).Sum(p => p.Sink?.Lag ?? 0);
        return new(log.At, services, streams, topics, [.. Lanes()], [new SinkState("postgres", rates.OfTables(stored), lag)]);
    }

    public static string KindName(TopicKind kind) => kind == TopicKind.DeadLetters ? "dlq" : kind.ToString().ToLowerInvariant();

    private TopicState TopicOf(IGrouping<Topic, TopicPartition> topic) => new(
        topic.Key.Name, KindName(topic.Key.Kind), topic.Key.Feed, topic.Key.Stream?.Name, rates.OfTopic(topic),
        [.. topic.OrderBy(p => p.Partition.Value).Select(p => PartitionOf(topic.Key.Kind, p))]);

    private PartitionState PartitionOf(TopicKind kind, TopicPartition partition)
    {
        var (start, end) = (log.Starts.GetValueOrDefault(partition), log.EndOf(partition));
        return new(
            partition.Partition.Value, start, end,
            kind == TopicKind.Raw ? ReaderState.Of(log.Position(partition), start, end) : null,
            StoredKinds.Contains(kind) ? ReaderState.Of(tables.Stored.TryGetValue(partition, out var next) ? next : null, start, end) : null);
    }

    private StreamState StreamOf(StreamDeclaration stream, List<TopicState> all)
    {
        var topics = all.Where(t => t.Feed == stream.Feed && t.Stream == stream.Name).ToList();
        var lanes = log.Lanes.Where(l => TopicNames.IsRaw(stream, l.Topic)).ToList();
        var watermark = LaneWatermarks.Of(log, lanes.Where(l => l.Run == Parts.Live)) is { } micros and < long.MaxValue
            ? (DateTimeOffset?)new DateTimeOffset(ZoneClock.ToUtc(micros))
            : null;
        return new()
        {
            Feed = stream.Feed,
            Stream = stream.Name,
            RawRatePerS = Rate(TopicKind.Raw),
            CleanRatePerS = Rate(TopicKind.Clean),
            WindowRatePerS = Rate(TopicKind.Windows),
            ProcessorLag = topics.SelectMany(t => t.Partitions).Sum(p => p.Processor?.Lag ?? 0),
            SinkLag = topics.SelectMany(t => t.Partitions).Sum(p => p.Sink?.Lag ?? 0),
            Watermark = watermark,
            WatermarkDelayS = Age(watermark),
            FreshnessS = Age(tables.Newest.TryGetValue(stream.FullName, out var newest) ? newest : null),
            OpenWindows = lanes.Sum(l => l.OpenWindows),
            DeadLetters = lanes.SelectMany(l => l.DeadLetters).GroupBy(d => d.Key, StringComparer.Ordinal).ToDictionary(d => d.Key, d => d.Sum(r => r.Value)),
            Records = lanes.Sum(l => l.Records),
            Accepted = lanes.Sum(l => l.Accepted),
            Duplicates = lanes.Sum(l => l.Duplicates),
        };

        double Rate(TopicKind kind) => Math.Round(topics.Where(t => t.Kind == KindName(kind)).Sum(t => t.RatePerS), 2);
    }

    private double? Age(DateTimeOffset? instant) => instant is { } at ? Math.Round((log.At - at).TotalSeconds, 3) : null;

    private IEnumerable<LaneState> Lanes() =>
        from lane in log.Lanes
        let stream = catalogue.Find(lane.Topic)?.Stream
        where stream is not null
        orderby stream.FullName, lane.Run, lane.Topic, lane.Partition
        select LaneState.Of(stream.Feed, stream.Name, lane);
}
