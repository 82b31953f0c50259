using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Processor.Partitions;

/// <summary>Rebuilds the state of partitions from the changelog, beside the polling of the worker that will own them.</summary>
internal sealed partial class StateRestorer(KafkaClients clients, ILogger<StateRestorer> logger)
{
    /// <summary>Restores the tasks and says from which offset each goes on.</summary>
    /// <exception cref="StateException">A checkpoint does not fit its log.</exception>
    public IReadOnlyList<TopicPartitionOffset> Restore(IReadOnlyList<OwnedPartition> partitions, CancellationToken cancellationToken)
    {
        var changelogs = partitions.Select(ChangelogOf).ToHashSet();
        using var reader = new PartitionReader(clients, "restore");
        var ranges = reader.Ranges([.. changelogs, .. partitions.Select(p => p.Source)]);
        var tasks = partitions.ToDictionary(p => (p.Source.Topic, p.Source.Partition.Value), p => p.Task);
        var read = reader.Read(ranges.Where(r => changelogs.Contains(r.Key)), Restore, cancellationToken);
        LogRestored(partitions.Count, read);
        return [.. partitions.Select(p => StartOf(p, ranges[p.Source]))];

        void Restore(ConsumeResult<byte[]?, byte[]?> record)
        {
            if (ChangelogKey.TryParse(record.Message.Key, out _, out var topic, out var partition)
                && tasks.TryGetValue((topic, partition), out var task))
                task.Restore(record.Message.Key, record.Message.Value);
        }
    }

    private TopicPartition ChangelogOf(OwnedPartition partition) =>
        new(TopicNames.Changelog(partition.Stream, clients.Options.ApplicationId), partition.Source.Partition);

    private TopicPartitionOffset StartOf(OwnedPartition partition, LogRange log)
    {
        if (partition.Task.CompleteRestore() is not { } checkpoint)
            return new TopicPartitionOffset(partition.Source, log.First);
        if (checkpoint.Next > log.End)
        {
            throw new StateException(
                $"{partition.Source} ends at {log.End}, but {checkpoint.Next} records of it were processed: the topic was recreated or cut. Delete the changelog of {partition.Stream.FullName} too, or restore the topic");
        }

        if (checkpoint.Next < log.First)
            LogRecordsGone(partition.Source.Topic, partition.Source.Partition.Value, checkpoint.Next, log.First);
        return new TopicPartitionOffset(partition.Source, Math.Max(checkpoint.ReadFrom, log.First));
    }

    [LoggerMessage(1, LogLevel.Information, "restored {Partitions} partitions from {Records} changelog records")]
    private partial void LogRestored(int partitions, long records);

    [LoggerMessage(2, LogLevel.Error, "{Topic}/{Partition}: the records from {From} to {To} were deleted before they were processed: retention is shorter than the outage was")]
    private partial void LogRecordsGone(string topic, int partition, long from, long to);
}
