using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Processor.Partitions;

/// <summary>Rebuilds the state of partitions from the changelog, beside the polling of the worker that will own them.</summary>
internal sealed partial class StateRestorer(KafkaClients clients, ILogger<StateRestorer> log)
{
    private static readonly TimeSpan OffsetsTimeout = TimeSpan.FromSeconds(10);
    private static readonly Timestamp Beginning = new(Offset.Beginning.Value, TimestampType.NotAvailable);
    private static readonly Timestamp End = new(Offset.End.Value, TimestampType.NotAvailable);

    /// <summary>Restores the tasks and says from which offset each goes on.</summary>
    /// <exception cref="StateException">A checkpoint does not fit its log.</exception>
    public IReadOnlyList<TopicPartitionOffset> Restore(IReadOnlyList<OwnedPartition> partitions, CancellationToken cancellationToken)
    {
        using var reader = clients.CreateReader("restore");
        var changelogs = partitions
            .Select(p => new TopicPartition(TopicNames.Changelog(p.Stream, clients.Options.ApplicationId), p.Source.Partition)).Distinct().ToList();
        // Asked for before anything is fetched: a broker answers a connection in order, and fetches wait for records.
        List<TopicPartition> all = [.. changelogs, .. partitions.Select(p => p.Source)];
        var (first, end) = (OffsetsAt(reader, all, Beginning), OffsetsAt(reader, all, End));
        reader.Assign(changelogs.Where(c => first[c] < end[c]).Select(c => new TopicPartitionOffset(c, first[c])));
        var read = ReadChangelogs(reader, partitions, cancellationToken);
        reader.Close();
        LogRestored(partitions.Count, read);
        return [.. partitions.Select(p => StartOf(p, first[p.Source], end[p.Source]))];
    }

    private static Dictionary<TopicPartition, long> OffsetsAt(IConsumer<byte[]?, byte[]?> reader, List<TopicPartition> partitions, Timestamp position) =>
        reader.OffsetsForTimes(partitions.Select(p => new TopicPartitionTimestamp(p, position)), OffsetsTimeout)
            .ToDictionary(o => o.TopicPartition, o => o.Offset.Value);

    private static long ReadChangelogs(
        IConsumer<byte[]?, byte[]?> reader, IReadOnlyList<OwnedPartition> partitions, CancellationToken cancellationToken)
    {
        var tasks = partitions.ToDictionary(p => (p.Source.Topic, p.Source.Partition.Value), p => p.Task);
        var unread = reader.Assignment.ToHashSet();
        var read = 0L;
        while (unread.Count > 0)
        {
            var record = reader.Consume(cancellationToken);
            if (record.IsPartitionEOF)
            {
                unread.Remove(record.TopicPartition);
                continue;
            }

            read++;
            if (ChangelogKey.TryParse(record.Message.Key, out _, out var topic, out var partition)
                && tasks.TryGetValue((topic, partition), out var task))
                task.Restore(record.Message.Key, record.Message.Value ?? []);
        }

        return read;
    }

    private TopicPartitionOffset StartOf(OwnedPartition partition, long first, long end)
    {
        if (partition.Task.CompleteRestore() is not { } checkpoint)
            return new TopicPartitionOffset(partition.Source, first);
        if (checkpoint.Next > end)
        {
            throw new StateException(
                $"{partition.Source} ends at {end}, but {checkpoint.Next} records of it were processed: the topic was recreated or cut. Delete the changelog of {partition.Stream.FullName} too, or restore the topic");
        }

        if (checkpoint.Next < first)
            LogRecordsGone(partition.Source.Topic, partition.Source.Partition.Value, checkpoint.Next, first);
        return new TopicPartitionOffset(partition.Source, Math.Max(checkpoint.ReadFrom, first));
    }

    [LoggerMessage(1, LogLevel.Information, "restored {Partitions} partitions from {Records} changelog records")]
    private partial void LogRestored(int partitions, long records);

    [LoggerMessage(2, LogLevel.Error, "{Topic}/{Partition}: the records from {From} to {To} were deleted before they were processed: retention is shorter than the outage was")]
    private partial void LogRecordsGone(string topic, int partition, long from, long to);
}
