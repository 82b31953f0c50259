using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Api.Pipeline;

/// <summary>
/// Asks Kafka where partitions begin and end: one request for all of them. Looking up the offset for the times −1 and −2 gives the end
/// and the start; librdkafka has no other call for many partitions at once. One thread at a time.
/// </summary>
internal sealed class LogReader(IConsumer<byte[]?, byte[]?> consumer) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly Timestamp Latest = new(-1, TimestampType.CreateTime);
    private static readonly Timestamp Earliest = new(-2, TimestampType.CreateTime);

    private readonly IAdminClient _admin = new DependentAdminClientBuilder(consumer.Handle).Build();

    /// <summary>The existing partitions of the topics that the catalogue knows.</summary>
    public List<(Topic Topic, TopicPartition Partition)> Partitions(TopicCatalogue catalogue) =>
    [
        .. from topic in _admin.GetMetadata(Timeout).Topics
           where !topic.Error.IsError
           let known = catalogue.Find(topic.Topic)
           where known is not null
           from partition in topic.Partitions
           select (known, new TopicPartition(topic.Topic, partition.PartitionId)),
    ];

    public void ReadStarts(IEnumerable<TopicPartition> partitions, Dictionary<TopicPartition, long> into) => Read(partitions, Earliest, into);

    public void ReadEnds(IEnumerable<TopicPartition> partitions, Dictionary<TopicPartition, long> into) => Read(partitions, Latest, into);

    public void Dispose() => _admin.Dispose();

    private void Read(IEnumerable<TopicPartition> partitions, Timestamp at, Dictionary<TopicPartition, long> into)
    {
        var asked = partitions.Select(p => new TopicPartitionTimestamp(p, at)).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        foreach (var found in consumer.OffsetsForTimes(asked, Timeout))
        {
            into[found.TopicPartition] = found.Offset.Value;
        }
    }
}
