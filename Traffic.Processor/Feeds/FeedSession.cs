using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Processor.Partitions;
using Traffic.Processor.Telemetry;
using Traffic.Streaming.Declarations;

namespace Traffic.Processor.Feeds;

/// <summary>
/// One membership of a feed's consumer group, from joining to the first error: polls raw records, runs the engine over them, writes its
/// results and commits. All of it happens on the thread that calls <see cref="Run"/>, rebalances included.
/// </summary>
internal sealed partial class FeedSession : IDisposable
{
    private const int RecordsPerPoll = 2048;
    private const int BytesPerPoll = 1024 * 1024;
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastCommitTimeout = TimeSpan.FromSeconds(5);

    private readonly FeedDeclaration _feed;
    private readonly WorkerState _state;
    private readonly ReferenceReader _references;
    private readonly ProcessorMetrics _metrics;
    private readonly ILogger<FeedSession> _log;
    private readonly IConsumer<ReusedBytes, ReusedBytes> _consumer;
    private readonly RecordProducer _producer;
    private readonly Committer _committer;
    private readonly PartitionFactory _factory;
    private readonly Dictionary<(string, int), OwnedPartition> _owned = [];
    // Cancelled a while after the stop: what is being written and committed then is brought to its end, or it would be written twice.
    private readonly CancellationTokenSource _abandoned = new();
    private Restoration? _restoration;
    private OwnedPartition? _lastTaken;

    public FeedSession(
        FeedDeclaration feed, WorkerState state, KafkaClients clients, ReferenceReader references, PartitionFactory factory, ProcessorMetrics metrics,
        TimeProvider time, ILogger<FeedSession> log)
    {
        _feed = feed;
        _state = state;
        _references = references;
        _factory = factory;
        _metrics = metrics;
        _log = log;
        _producer = clients.CreateProducer(feed.Name);
        _consumer = clients.Consumer<ReusedBytes, ReusedBytes>($"{clients.Options.ApplicationId}.{feed.Name}")
            .SetKeyDeserializer(new ReusedBytes())
            .SetValueDeserializer(new ReusedBytes())
            .SetPartitionsAssignedHandler((_, partitions) => OnAssigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => OnRevoked(partitions))
            .SetPartitionsLostHandler((_, partitions) => OnLost(partitions))
            .Build();
        _committer = new Committer(feed, _producer, _consumer, metrics, time, log);
    }

    /// <summary>Whether anything was committed.</summary>
    public bool Progressed => _committer.Commits > 0;

    /// <summary>Works until it is stopped, then commits and leaves the group.</summary>
    /// <exception cref="KafkaException">The session can't go on; what it did since its last commit is void.</exception>
    public void Run(CancellationToken stopping)
    {
        using var grace = stopping.Register(() => _abandoned.CancelAfter(LastCommitTimeout));
        _consumer.Subscribe(_feed.Streams.Select(TopicNames.RawSubscription));
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var polled = Poll();
                TakeRestored();
                Work();
                if (_committer.IsDue(polled == 0, _owned.Values))
                    _committer.Commit(_owned.Values, _abandoned.Token);
                _state.Polled(_restoration is null ? _owned.Count : null);
            }

            CommitLast();
        }
        finally
        {
            // Whatever is owned here is void: leaving the group must not commit it.
            Drop();
            _consumer.Close();
        }
    }

    public void Dispose()
    {
        _consumer.Dispose();
        _producer.Dispose();
        _abandoned.Dispose();
    }

    private int Poll()
    {
        _committer.Polled();
        var (records, bytes) = (0, 0);
        for (var record = Consume(PollTimeout); record is not null; record = Consume(TimeSpan.Zero))
        {
            if (Take(record))
            {
                records++;
                bytes += record.Message.Key.Span.Length + record.Message.Value.Span.Length;
            }

            if (records == RecordsPerPoll || bytes > BytesPerPoll)
                break;
        }

        return records;
    }

    private ConsumeResult<ReusedBytes, ReusedBytes>? Consume(TimeSpan timeout)
    {
        try
        {
            return _consumer.Consume(timeout);
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            LogConsumeFailed(_feed.Name, e.Error.Reason);
            return null;
        }
    }

    /// <returns>False for the end of a partition.</returns>
    private bool Take(ConsumeResult<ReusedBytes, ReusedBytes> record)
    {
        var partition = _lastTaken;
        if (partition is null || partition.Source.Partition != record.Partition || partition.Source.Topic != record.Topic)
            _lastTaken = partition = _owned[(record.Topic, record.Partition.Value)];
        if (record.IsPartitionEOF)
            partition.ReachedLogEnd();
        else
            partition.Add(record);
        return !record.IsPartitionEOF;
    }

    private void Work()
    {
        var references = _references[_feed.Name];
        foreach (var partition in _owned.Values)
        {
            if (partition.Stopped)
                continue;
            try
            {
                partition.Task.References = references;
                if (partition.Pending > 0)
                    Process(partition);
                partition.Tick(_committer.Outputs);
            }
            catch (Exception e) when (e is not (KafkaException or OperationCanceledException))
            {
                Stop(partition, e);
            }
        }
    }

    private void Process(OwnedPartition partition)
    {
        using var activity = _metrics.Activities.StartActivity("process");
        activity?.SetTag("topic", partition.Source.Topic);
        activity?.SetTag("partition", partition.Source.Partition.Value);
        activity?.SetTag("offset", partition.FirstPending);
        activity?.SetTag("records", partition.Pending);
        partition.Process(_committer.Outputs);
    }

    /// <summary>A batch that the engine can't take must not be skipped: its partition stands still, in sight, and the others go on.</summary>
    private void Stop(OwnedPartition partition, Exception error)
    {
        partition.Stopped = true;
        _consumer.Pause([partition.Source]);
        var offset = partition.Pending > 0 ? partition.FirstPending : partition.Task.Next;
        _state.Stopped($"{partition.Source.Topic}/{partition.Source.Partition.Value}", $"at offset {offset}: {error.Message}");
        LogStopped(partition.Source.Topic, partition.Source.Partition.Value, offset, error);
    }

    private IEnumerable<TopicPartitionOffset> OnAssigned(List<TopicPartition> partitions)
    {
        Drop();
        LogAssigned(_feed.Name, partitions.Count);
        _restoration = _factory.Restore(_feed, partitions, _abandoned.Token);
        // Nothing is fetched until the state is there; TakeRestored assigns the partitions then.
        return [];
    }

    private void TakeRestored()
    {
        if (_restoration is not { IsCompleted: true } restored)
            return;
        _restoration = null;
        using (restored)
        {
            var (partitions, start) = restored.Take();
            foreach (var partition in partitions)
            {
                partition.Restored();
                _owned.Add((partition.Source.Topic, partition.Source.Partition.Value), partition);
            }

            _consumer.Assign(start);
        }
    }

    private void OnRevoked(List<TopicPartitionOffset> partitions)
    {
        LogRevoked(_feed.Name, partitions.Count);
        CommitLast();
        Drop();
    }

    private void OnLost(List<TopicPartitionOffset> partitions)
    {
        LogLost(_feed.Name, partitions.Count);
        Drop();
    }

    private void CommitLast()
    {
        using var timeout = new CancellationTokenSource(LastCommitTimeout);
        _committer.Commit(_owned.Values, timeout.Token);
    }

    private void Drop()
    {
        _restoration?.Dispose();
        _restoration = null;
        _lastTaken = null;
        _owned.Clear();
        _committer.Forget();
        _state.Released();
    }

    [LoggerMessage(1, LogLevel.Information, "{Feed}: {Count} partitions assigned, restoring their state")]
    private partial void LogAssigned(string feed, int count);

    [LoggerMessage(2, LogLevel.Information, "{Feed}: {Count} partitions revoked")]
    private partial void LogRevoked(string feed, int count);

    [LoggerMessage(3, LogLevel.Warning, "{Feed}: {Count} partitions lost, their state is dropped")]
    private partial void LogLost(string feed, int count);

    [LoggerMessage(4, LogLevel.Warning, "{Feed}: {Reason}, trying on")]
    private partial void LogConsumeFailed(string feed, string reason);

    [LoggerMessage(5, LogLevel.Critical, "{Topic}/{Partition} stopped at offset {Offset}: the engine failed on this input")]
    private partial void LogStopped(string topic, int partition, long offset, Exception error);
}
