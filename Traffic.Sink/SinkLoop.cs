using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Traffic.Kafka;
using Traffic.Sink.Batches;
using Traffic.Sink.Store;
using Traffic.Sink.Tables;

namespace Traffic.Sink;

/// <summary>
/// Reads the topics and stores them batch by batch; while one batch is being stored the next one is filled. The positions come from
/// the store alone: a batch is stored only if each position is still where the batch was read from.
/// </summary>
internal sealed partial class SinkLoop(
    KafkaClients clients, RoutingTable routing, PostgresStore store, BatchWriter writer, IOptions<SinkOptions> options, SinkHealth health,
    SinkMetrics metrics, TimeProvider time, ILogger<SinkLoop> log) : IDisposable
{
    private const string Group = "sink";
    private const int LargestBatchBytes = 32 * 1024 * 1024;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(1);

    // The time to store what was read when the service is told to stop; what is not stored then is read again.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(3);

    private readonly Dictionary<TopicPartition, PartitionState> _partitions = [];
    private readonly CancellationTokenSource _storing = new();
    private IConsumer<Slice, Slice> _consumer = null!;
    private SliceDeserializer _deserializer = null!;
    private SinkBatch _filling = new(routing);
    private SinkBatch _spare = new(routing);
    private Task<bool>? _write;
    private long _filledSince;
    private long _lagAt;

    /// <summary>Runs on the calling thread until it is cancelled.</summary>
    public void Run(CancellationToken stoppingToken)
    {
        using var stop = stoppingToken.Register(() => _storing.CancelAfter(StopGrace));
        _deserializer = new SliceDeserializer(_filling.Arena);
        _consumer = Build();
        try
        {
            _consumer.Subscribe(routing.Routes.Select(r => r.Topic.Name));
            while (!stoppingToken.IsCancellationRequested)
            {
                if (Consume() is { } result)
                    Take(result);
                if (IsDue())
                    HandOver();
                ReportLag();
            }

            HandOver();
            FinishWrite();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogNotStored(_filling.Records.Count + _spare.Records.Count);
        }
        finally
        {
            _consumer.Close();
            _consumer.Dispose();
        }
    }

    public void Dispose() => _storing.Dispose();

    private IConsumer<Slice, Slice> Build() => clients
        .Consumer<Slice, Slice>($"{clients.Options.ApplicationId}.{Group}", config =>
        {
            // A position outside the log must never be answered with another one in silence.
            config.AutoOffsetReset = AutoOffsetReset.Error;
            // Committed for those who watch the group; nothing here reads it.
            config.EnableAutoCommit = true;
            // An outage of the database is no reason to lose the assignment: sessions are kept alive in the background.
            config.MaxPollIntervalMs = (int)TimeSpan.FromDays(1).TotalMilliseconds;
        })
        .SetKeyDeserializer(_deserializer)
        .SetValueDeserializer(_deserializer)
        .SetPartitionsAssignedHandler((_, assigned) => Assign(assigned))
        .SetPartitionsRevokedHandler((_, _) => Revoke())
        .Build();

    private ConsumeResult<Slice, Slice>? Consume()
    {
        try
        {
            return _consumer.Consume(_filling.IsEmpty ? PollInterval : Remaining());
        }
        catch (ConsumeException e) when (e.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            Stop(e.ConsumerRecord.TopicPartition, "the stored position is outside the log, because the topic was made anew or its retention has passed"
                + " the sink: delete the row in ops.sink_offsets to read what there is, and restart the sink");
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            LogConsumeError(e.ConsumerRecord.Topic, e.Error.Reason);
        }

        return null;
    }

    private void Take(ConsumeResult<Slice, Slice> result)
    {
        // Records of partitions that are no longer assigned, or from before a position was set anew, may still come out of the client's queue.
        if (!_partitions.TryGetValue(result.TopicPartition, out var partition) || partition.Stopped || result.Offset < partition.Position)
            return;
        if (_filling.IsEmpty)
            _filledSince = time.GetTimestamp();
        if (result.IsPartitionEOF)
        {
            // The end may lie behind the last record: transactions leave marks in the log, compaction leaves gaps.
            if (result.Offset > partition.Position)
                _filling.MoveTo(result.TopicPartition, partition.Position, result.Offset);
            partition.Position = result.Offset;
        }
        else if (_filling.Add(result, partition.Route, partition.Position) is { } refusal && partition.Route.DeadLetterTopic is null)
        {
            Stop(result.TopicPartition, $"offset {result.Offset.Value} cannot be stored: {refusal.Field} {refusal.Detail}");
        }
        else
        {
            partition.Position = result.Offset + 1;
        }
    }

    private bool IsDue() =>
        _filling.Records.Count >= options.Value.BatchRows || _filling.Arena.Length >= LargestBatchBytes || (!_filling.IsEmpty && Remaining() == TimeSpan.Zero);

    private TimeSpan Remaining()
    {
        var remaining = TimeSpan.FromMilliseconds(options.Value.BatchMilliseconds) - time.GetElapsedTime(_filledSince);
        return remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
    }

    /// <summary>Gives the filled batch to the writer, once the batch before it is stored.</summary>
    private void HandOver()
    {
        if (!FinishWrite())
        {
            Reposition();
            return;
        }

        if (_filling.IsEmpty)
        {
            _filling.Clear();
            return;
        }

        (_filling, _spare) = (_spare, _filling);
        _deserializer.Arena = _filling.Arena;
        var batch = _spare;
        _write = Task.Run(() => WriteAsync(batch), CancellationToken.None);
    }

    private async Task<bool> WriteAsync(SinkBatch batch)
    {
        var begun = time.GetTimestamp();
        var stored = await writer.WriteAsync(batch, _storing.Token);
        metrics.BatchDuration(time.GetElapsedTime(begun));
        return stored;
    }

    /// <returns>False where the batch was not stored because a position had moved.</returns>
    private bool FinishWrite()
    {
        if (_write is not { } write)
            return true;
        _write = null;
        var stored = write.GetAwaiter().GetResult();
        if (stored)
            Account(_spare);
        _spare.Clear();
        return stored;
    }

    private void Account(SinkBatch batch)
    {
        for (var table = 0; table < routing.Tables.Count; table++)
        {
            if (batch.Rows(table).Count > 0)
                metrics.Stored(routing.Tables[table].Name.Plain, batch.Rows(table).Count);
        }

        foreach (var (partition, range) in batch.Ranges)
        {
            if (_partitions.ContainsKey(partition))
                _consumer.StoreOffset(new TopicPartitionOffset(partition, range.End));
        }
    }

    /// <summary>Drops what was read and goes on from the stored positions.</summary>
    private void Reposition()
    {
        metrics.Lost();
        LogRepositioned();
        _filling.Clear();
        var stopped = _partitions.Where(p => p.Value.Stopped).Select(p => p.Key).ToHashSet();
        _consumer.Assign(Positions([.. _partitions.Keys.Except(stopped)]));
        foreach (var partition in stopped)
            _partitions[partition].Stopped = true;
    }

    private List<TopicPartitionOffset> Assign(List<TopicPartition> assigned)
    {
        _partitions.Clear();
        var positions = Positions(assigned);
        LogAssigned(assigned.Count);
        return positions;
    }

    private void Revoke()
    {
        // Stores what is at hand, so that whoever gets the partitions need not read it again. It would be right without.
        HandOver();
        FinishWrite();
        _filling.Clear();
        _partitions.Clear();
    }

    private List<TopicPartitionOffset> Positions(List<TopicPartition> partitions)
    {
        var positions = store.ReadPositionsAsync(partitions, _storing.Token).GetAwaiter().GetResult();
        foreach (var partition in partitions)
            _partitions[partition] = new PartitionState(routing[partition.Topic], positions[partition]);
        return [.. partitions.Select(p => new TopicPartitionOffset(p, positions[p] == 0 ? Offset.Beginning : positions[p]))];
    }

    private void Stop(TopicPartition partition, string reason)
    {
        if (!_partitions.TryGetValue(partition, out var state))
            return;
        state.Stopped = true;
        _consumer.Pause([partition]);
        health.Report($"{partition.Topic} {partition.Partition.Value}", reason);
    }

    private void ReportLag()
    {
        if (time.GetElapsedTime(_lagAt) < LagInterval)
            return;
        _lagAt = time.GetTimestamp();
        foreach (var topic in _partitions.GroupBy(p => p.Key.Topic, StringComparer.Ordinal))
            metrics.Lag(topic.Key, topic.Sum(p => Math.Max(0, _consumer.GetWatermarkOffsets(p.Key).High.Value - p.Value.Position)));
    }

    [LoggerMessage(1, LogLevel.Information, "reads {Count} partitions from their stored positions")]
    private partial void LogAssigned(int count);

    [LoggerMessage(2, LogLevel.Warning, "a stored position had moved: another sink is at work, or a commit was not acknowledged; goes on from the stored positions")]
    private partial void LogRepositioned();

    [LoggerMessage(3, LogLevel.Warning, "{Topic}: {Reason}")]
    private partial void LogConsumeError(string topic, string reason);

    [LoggerMessage(4, LogLevel.Warning, "stops with {Count} records not stored, which will be read again")]
    private partial void LogNotStored(int count);
}
