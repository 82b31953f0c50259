using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Api.Pipeline;

/// <summary>What Kafka says at one moment: the logs, and how far the processor is.</summary>
/// <param name="Complete">The changelog was read to its end, so positions and lanes are of that moment.</param>
internal sealed record LogView(
    DateTimeOffset At,
    IReadOnlyList<(Topic Topic, TopicPartition Partition)> Partitions,
    IReadOnlyDictionary<TopicPartition, long> Starts,
    IReadOnlyDictionary<TopicPartition, long> Ends,
    IReadOnlyDictionary<TopicPartition, long> Processed,
    IReadOnlyList<LaneCheckpoint> Lanes,
    bool Complete)
{
    public static LogView Empty(DateTimeOffset at) => new(
        at, [], new Dictionary<TopicPartition, long>(), new Dictionary<TopicPartition, long>(), new Dictionary<TopicPartition, long>(), [], false);

    public long EndOf(TopicPartition partition) => Ends.GetValueOrDefault(partition);

    /// <summary>Raw records that the processor has not processed.</summary>
    public long Lag(TopicPartition raw) => ReaderState.Of(Position(raw), Starts.GetValueOrDefault(raw), EndOf(raw)).Lag;

    public long? Position(TopicPartition raw) => Processed.TryGetValue(raw, out var next) ? next : null;
}
