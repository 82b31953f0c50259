using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Json;
using Traffic.Streaming.Lanes;
using Traffic.Streaming.References;
using Traffic.Streaming.Windows;

namespace Traffic.Streaming.Processing;

/// <summary>
/// Processes one raw topic partition: raw records in offset order become clean records, dead letters and window results. Its
/// results depend on the records alone; the clock only decides when windows are told. Does no I/O and is not thread-safe.
/// </summary>
public sealed class PartitionTask
{
    private readonly string _topic;
    private readonly int _partition;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly RecordBatch _batch;
    private readonly RecordJudge _judge;
    private readonly CleanWriter _clean;
    private readonly WindowEmitter _emitter = new();
    private readonly IdleClock _idle;
    private readonly LaneSet _lanes;
    private readonly TaskChangelog _state;

    public PartitionTask(StreamDeclaration stream, string topic, int partition, int partitionCount, TimeProvider time)
    {
        (_topic, _partition, _time) = (topic, partition, time);
        _origin = time.GetTimestamp();
        _batch = new RecordBatch(stream);
        _judge = new RecordJudge(_batch, topic, partition, partitionCount);
        _clean = new CleanWriter(_batch);
        _idle = new IdleClock(stream.IdleTimeout);
        _lanes = new LaneSet(stream, isShared: stream.RawTopics is not null && topic == stream.SharedRawTopic);
        _state = new TaskChangelog(stream, topic, partition, _lanes);
    }

    /// <summary>Reference data as of now; replaced whole when it changes.</summary>
    public ReferenceTables References { get; set; } = ReferenceTables.Empty;

    /// <summary>First offset not yet processed.</summary>
    public long Next { get; private set; }

    /// <summary>Whether <see cref="Checkpoint"/> would write anything.</summary>
    public bool HasUncheckpointed => _state.IsDirty;

    /// <summary>The lanes with their counters as of now.</summary>
    public IEnumerable<LaneCheckpoint> Lanes => _lanes.All.Select(lane => lane.ToCheckpoint(_topic, _partition, Next));

    /// <summary>Takes a changelog record of this topic and partition; to be called for all, in log order, before anything else.</summary>
    public void Restore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => _state.Replay(key, value);

    /// <summary>
    /// Ends restoring. Null: nothing was stored, start at the beginning; else seek to <see cref="PartitionCheckpoint.ReadFrom"/>:
    /// records before <see cref="PartitionCheckpoint.Next"/> only bring back ids.
    /// </summary>
    /// <exception cref="InvalidOperationException">The state is of another version of the declaration.</exception>
    public PartitionCheckpoint? CompleteRestore()
    {
        var checkpoint = _state.CompleteReplay(_emitter);
        Next = checkpoint?.Next ?? 0;
        return checkpoint;
    }

    /// <summary>Processes consecutive records. Windows are told by <see cref="Tick"/>.</summary>
    public void Process(RawBatch batch, IStreamOutput output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _idle.Moved();
        _judge.Parse(batch, References);
        var now = Now;
        for (var row = 0; row < batch.Count; row++)
        {
            var lane = _lanes.Of(batch.HeadersOf(row).Run);
            if (batch.OffsetOf(row) < Next)
            {
                Rebuild(batch, row, lane);
            }
            else
            {
                Process(batch, row, lane, now, output);
                Next = batch.OffsetOf(row) + 1;
                _state.IsDirty = true;
            }
        }
    }

    /// <summary>
    /// Emits windows that are due. To be called after each poll and at least every 100 ms.
    /// </summary>
    /// <param name="atLogEnd">Whether the position equals the end of the log.</param>
    public void Tick(bool atLogEnd, IStreamOutput output)
    {
        _idle.Observe(atLogEnd, Now);
        if (_emitter.Emit(_lanes.All, Now, _idle.Advance, atLogEnd, output))
        {
            _state.IsDirty = true;
        }

        foreach (var lane in _lanes.All)
        {
            _state.Release(lane);
        }
    }

    /// <summary>Writes what changed, after the outputs so far are acknowledged; the partition's own record comes last.</summary>
    public void Checkpoint(IChangelog changelog) => _state.Write(changelog, Next, _time.GetUtcNow());

    private long Now => LaneClock.Micros(_time.GetElapsedTime(_origin));

    private void Process(RawBatch raw, int row, Lane lane, long now, IStreamOutput output)
    {
        lane.Unsaved = true;
        lane.Counters.Records++;
        if (raw.HeadersOf(row).Control is not ControlKind.None and var control)
        {
            lane.Counters.Control++;
            if (control == ControlKind.End && lane.Run != Lane.Live)
            {
                lane.End();
            }

            return;
        }

        var verdict = _judge.Judge(raw, row, lane.Clock);
        switch (verdict)
        {
            case Verdict.Repeated:
                lane.Counters.Duplicates++;
                break;
            case Verdict.Elsewhere:
                lane.Counters.Forwarded++;
                output.Forward(raw[row], _judge.KeyOf(row));
                break;
            case Verdict.Good:
                Accept(raw, row, lane, now, output);
                break;
            default:
                var rejection = _judge.RejectionOf(row, verdict, raw.AppendTimeOf(row), lane.Clock);
                lane.Counters.CountDeadLetter(rejection.Reason);
                output.DeadLetter(raw[row], rejection);
                break;
        }
    }

    private void Accept(RawBatch raw, int row, Lane lane, long now, IStreamOutput output)
    {
        var eventTime = _judge.EventTimeOf(row);
        if (!lane.Identities.TryAdd(_judge.IdentityOf(row), eventTime, lane.Clock.ForgottenBefore, out var first))
        {
            lane.Counters.Duplicates++;
            if (first != eventTime)
            {
                lane.RebuildLog.Exclude(raw.OffsetOf(row));
            }

            return;
        }

        lane.Counters.Accepted++;
        lane.RebuildLog.Accepted(raw.OffsetOf(row), raw.HeadersOf(row).Sequence, lane.Clock, eventTime);
        foreach (var windows in lane.Windows)
        {
            var window = windows.Find(_batch, row, eventTime, now);
            window.Values.Add(_batch, row, eventTime);
            _emitter.Changed(window);
        }

        output.Clean(_judge.KeyOf(row), _clean.Write(row), lane.Run == Lane.Live ? null : lane.Run);
        lane.Clock.Advance(eventTime);
        lane.RebuildLog.Forget(lane.Clock.ForgottenBefore);
    }

    /// <summary>Registers the id of a record that was accepted before the restart.</summary>
    private void Rebuild(RawBatch raw, int row, Lane lane)
    {
        if (lane.Rebuilder is not { } rebuilder || raw.OffsetOf(row) < rebuilder.From || raw.HeadersOf(row).Control != ControlKind.None
            || _judge.Judge(raw, row, rebuilder.Clock) != Verdict.Good || rebuilder.Excludes(raw.OffsetOf(row)))
        {
            return;
        }

        var eventTime = _judge.EventTimeOf(row);
        if (lane.Identities.TryAdd(_judge.IdentityOf(row), eventTime, rebuilder.Clock.ForgottenBefore, out _))
        {
            rebuilder.Clock.Advance(eventTime);
        }
    }
}
