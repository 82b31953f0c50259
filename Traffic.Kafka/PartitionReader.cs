using Confluent.Kafka;

namespace Traffic.Kafka;

/// <summary>Reads partitions from their first record to their end and on, outside any group. Not thread-safe.</summary>
/// <remarks>
/// Ask for ranges and read with the same reader: it knows the topics then, where a new consumer would wait a second for them. And ask
/// before reading: a broker that is waiting to answer a fetch answers nothing else.
/// </remarks>
public sealed class PartitionReader(KafkaClients clients, string name) : IDisposable
{
    private static readonly TimeSpan OffsetsTimeout = TimeSpan.FromSeconds(10);
    private static readonly Timestamp First = new(Offset.Beginning.Value, TimestampType.NotAvailable);
    private static readonly Timestamp End = new(Offset.End.Value, TimestampType.NotAvailable);

    private readonly IConsumer<byte[]?, byte[]?> _consumer = clients.CreateReader(name);

    /// <summary>What the partitions hold now.</summary>
    /// <exception cref="KafkaException">A partition does not exist, or the broker does not answer within 10 s.</exception>
    public IReadOnlyDictionary<TopicPartition, LogRange> Ranges(IReadOnlyCollection<TopicPartition> partitions)
    {
        if (partitions.Count == 0)
            return new Dictionary<TopicPartition, LogRange>();
        var first = OffsetsAt(partitions, First);
        return OffsetsAt(partitions, End).ToDictionary(end => end.Key, end => new LogRange(first[end.Key], end.Value));
    }

    /// <summary>Reads the ranges.</summary>
    /// <returns>How many records were read.</returns>
    public long Read(
        IEnumerable<KeyValuePair<TopicPartition, LogRange>> ranges, Action<ConsumeResult<byte[]?, byte[]?>> onRecord, CancellationToken cancellationToken)
    {
        var unread = ranges.Where(r => !r.Value.IsEmpty).ToDictionary(r => r.Key, r => r.Value);
        _consumer.Assign(unread.Select(r => new TopicPartitionOffset(r.Key, r.Value.First)));
        var count = 0L;
        while (unread.Count > 0)
        {
            var record = _consumer.Consume(cancellationToken);
            if (!unread.TryGetValue(record.TopicPartition, out var range))
                continue;
            if (!record.IsPartitionEOF)
            {
                count++;
                onRecord(record);
            }

            // The end is reported late, after a fetch that found nothing; but the last offset may be no record, as after a transaction.
            if (record.IsPartitionEOF || record.Offset.Value + 1 >= range.End)
                unread.Remove(record.TopicPartition);
        }

        _consumer.Unassign();
        return count;
    }

    /// <summary>Reads the ranges and what comes after them until it is cancelled.</summary>
    /// <param name="onRecord">Null is the end of a partition: all that it holds for now was read.</param>
    /// <param name="onError">An error that the client recovers from.</param>
    public void Follow(
        IReadOnlyDictionary<TopicPartition, LogRange> ranges,
        Action<TopicPartitionOffset, Message<byte[]?, byte[]?>?> onRecord,
        Action<Error> onError,
        CancellationToken cancellationToken)
    {
        _consumer.Assign(ranges.Select(r => new TopicPartitionOffset(r.Key, r.Value.First)));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var record = _consumer.Consume(cancellationToken);
                onRecord(record.TopicPartitionOffset, record.IsPartitionEOF ? null : record.Message);
            }
            catch (ConsumeException e) when (!e.Error.IsFatal)
            {
                onError(e.Error);
            }
        }
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }

    private Dictionary<TopicPartition, long> OffsetsAt(IReadOnlyCollection<TopicPartition> partitions, Timestamp position) => _consumer
        .OffsetsForTimes(partitions.Select(p => new TopicPartitionTimestamp(p, position)), OffsetsTimeout)
        .ToDictionary(o => o.TopicPartition, o => o.Offset.Value);
}
