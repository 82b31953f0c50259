using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Processor.Partitions;
using Traffic.Processor.Telemetry;
using Traffic.Streaming.Declarations;

namespace Traffic.Processor.Feeds;

/// <summary>
/// Commits in the order that loses nothing: outputs acknowledged, then the checkpoints to the changelog, then the group's offsets. The
/// checkpoints say where to go on; the offsets are for those who watch the lag.
/// </summary>
internal sealed partial class Committer(
    FeedDeclaration feed, RecordProducer producer, IConsumer<ReusedBytes, ReusedBytes> consumer, ProcessorMetrics metrics, TimeProvider time, ILogger log)
{
    private const int OutputBytes = 16 * 1024 * 1024;

    // Under load each commit covers a second of work; after a lull it comes at once.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMilliseconds(200);

    private long _lastCommit = time.GetTimestamp();
    private long _lastPoll = time.GetTimestamp();

    /// <summary>The records written since the last commit.</summary>
    public DeliveryGroup Outputs { get; private set; } = producer.Begin();

    public int Commits { get; private set; }

    /// <summary>The group's coordinator hears of this member up to now.</summary>
    public void Polled() => _lastPoll = time.GetTimestamp();

    public bool IsDue(bool idle, IEnumerable<OwnedPartition> partitions) =>
        (Outputs.Bytes > OutputBytes || time.GetElapsedTime(_lastCommit) > (idle ? IdleInterval : Interval)) && partitions.Any(IsDirty);

    /// <exception cref="KafkaException">A record was not delivered: all state since the last commit is void.</exception>
    public void Commit(IReadOnlyCollection<OwnedPartition> partitions, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Outputs.Complete(cancellationToken);
        Outputs = producer.Begin();
        var dirty = partitions.Where(IsDirty).ToList();
        if (dirty.Count > 0)
        {
            CheckMembership();
            var changelog = producer.Begin();
            foreach (var partition in dirty)
                partition.Checkpoint(changelog);
            changelog.Complete(cancellationToken);
            CommitOffsets(dirty);
            Commits++;
            metrics.Committed(feed.Name, time.GetElapsedTime(started));
            Report(dirty);
        }

        _lastCommit = time.GetTimestamp();
    }

    /// <summary>Whatever was written since the last commit is void.</summary>
    public void Forget()
    {
        Outputs = producer.Begin();
        _lastCommit = time.GetTimestamp();
    }

    private static bool IsDirty(OwnedPartition partition) => partition is { Stopped: false, Task.HasUncheckpointed: true };

    /// <summary>
    /// After a silence as long as the session time-out the partitions may have another owner already, whose checkpoints these would
    /// overwrite.
    /// </summary>
    private void CheckMembership()
    {
        var silence = time.GetElapsedTime(_lastPoll);
        if (silence > KafkaClients.SessionTimeout)
            throw new KafkaException(new Error(ErrorCode.Local_State, $"no poll for {silence.TotalSeconds:F0} s: the partitions may have another owner"));
    }

    private void CommitOffsets(List<OwnedPartition> partitions)
    {
        try
        {
            consumer.Commit(partitions.Select(p => new TopicPartitionOffset(p.Source, p.Task.Next)));
        }
        catch (KafkaException e) when (!e.Error.IsFatal)
        {
            LogOffsetsNotCommitted(feed.Name, e.Error.Reason);
        }
    }

    private void Report(List<OwnedPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            var (topic, number) = (partition.Source.Topic, partition.Source.Partition.Value);
            var end = consumer.GetWatermarkOffsets(partition.Source).High;
            if (!end.IsSpecial)
                metrics.Lag(topic, number, Math.Max(0, end.Value - partition.Task.Next));
            foreach (var lane in partition.Task.Lanes)
                partition.Report(lane);
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "{Feed}: offsets not committed ({Reason}), the checkpoints are; the next commit brings them")]
    private partial void LogOffsetsNotCommitted(string feed, string reason);
}
