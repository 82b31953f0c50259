using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Processor.Partitions;

/// <summary>Rebuilds the state of partitions from the changelog, beside the polling of the worker that will own them.</summary>
internal sealed partial class StateRestorer(KafkaClients clients, ILogger<StateRestorer> log)
{
    private static readonly TimeSpan OffsetsTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Restores the tasks and says from which offset each goes on.</summary>
    /// <exception cref="StateException">A checkpoint does not fit its log.</exception>
    public IReadOnlyList<TopicPartitionOffset> Restore(IReadOnlyList<OwnedPartition> partitions, CancellationToken cancellationToken)
    {
        using var reader = clients.CreateReader("restore");
        var read = ReadChangelogs(reader, partitions, cancellationToken);
        var start = partitions.Select(p => StartOf(reader, p)).ToList();
        reader.Close();
        LogRestored(partitions.Count, read);
        return start;
    }

    private long ReadChangelogs(IConsumer<byte[]?, byte[]?> reader, IReadOnlyList<OwnedPartition> partitions, CancellationToken cancellationToken)
    {
        var tasks = partitions.ToDictionary(p => (p.Source.Topic, p.Source.Partition.Value), p => p.Task);
        var unread = partitions
            .Select(p => new TopicPartition(TopicNames.Changelog(p.Stream, clients.Options.ApplicationId), p.Source.Partition)).ToHashSet();
        reader.Assign(unread.Select(c => new TopicPartitionOffset(c, Offset.Beginning)));
        var read = 0L;
        while (unread.Count > 0)
        {
            var record = reader.Consume(cancellationToken);
            if (record.IsPartitionEOF)
                unread.Remove(record.TopicPartition);
            else if (ChangelogKey.TryParse(record.Message.Key, out _, out var topic, out var partition)
                && tasks.TryGetValue((topic, partition), out var task))
                task.Restore(record.Message.Key, record.Message.Value ?? []);
            read++;
        }

        return read;
    }

    private TopicPartitionOffset StartOf(IConsumer<byte[]?, byte[]?> reader, OwnedPartition partition)
    {
        var log = reader.QueryWatermarkOffsets(partition.Source, OffsetsTimeout);
        if (partition.Task.CompleteRestore() is not { } checkpoint)
            return new TopicPartitionOffset(partition.Source, Offset.Beginning);
        if (checkpoint.Next > log.High.Value)
        {
            throw new StateException(
                $"{partition.Source} ends at {log.High.Value}, but {checkpoint.Next} records of it were processed: the topic was recreated or cut. Delete the changelog of {partition.Stream.FullName} too, or restore the topic");
        }

        if (checkpoint.Next < log.Low.Value)
            LogRecordsGone(partition.Source.Topic, partition.Source.Partition.Value, checkpoint.Next, log.Low.Value);
        return new TopicPartitionOffset(partition.Source, Math.Max(checkpoint.ReadFrom, log.Low.Value));
    }

    [LoggerMessage(1, LogLevel.Information, "restored {Partitions} partitions from {Records} changelog records")]
    private partial void LogRestored(int partitions, long records);

    [LoggerMessage(2, LogLevel.Error, "{Topic}/{Partition}: the records from {From} to {To} were deleted before they were processed: retention is shorter than the outage was")]
    private partial void LogRecordsGone(string topic, int partition, long from, long to);
}
