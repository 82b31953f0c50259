using Traffic.Streaming.Lanes;
using Traffic.Streaming.Processing;

namespace Traffic.Streaming.Deduplication;

/// <summary>
/// Remembers from which offset the records of a lane must be read again to get back its ids, and the clock that judged the first
/// of them. The log is cut into segments of event time; one goes once all its ids are forgotten.
/// </summary>
internal sealed class RebuildLog(long horizon)
{
    private const int SegmentsPerHorizon = 8;

    private readonly Queue<Segment> _segments = new();
    private readonly List<long> _excluded = [];
    private Segment? _last;

    /// <summary>Notes an accepted record, before the clock has moved for it.</summary>
    public void Accepted(long offset, long sequence, LaneClock clock, long eventTime)
    {
        if (_last is null || eventTime - _last.FirstEventTime > horizon / SegmentsPerHorizon)
        {
            // The record's own number was taken already; any number below it lets it pass again.
            _last = new Segment
            {
                Offset = offset,
                ClockBefore = clock.MaxEventTime,
                SequenceBefore = sequence < 0 ? clock.Sequence : sequence - 1,
                FirstEventTime = eventTime,
                MaxEventTime = eventTime,
            };
            _segments.Enqueue(_last);
        }

        _last.MaxEventTime = Math.Max(_last.MaxEventTime, eventTime);
    }

    /// <summary>
    /// Notes a duplicate whose event time differs from that of its first copy: read again after that copy is forgotten, it would
    /// be taken for new.
    /// </summary>
    public void Exclude(long offset)
    {
        if (_excluded.Count > 0 && _excluded[^1] == offset - 1)
        {
            _excluded[^1] = offset;
        }
        else
        {
            _excluded.Add(offset);
            _excluded.Add(offset);
        }
    }

    /// <summary>Drops segments whose ids are all forgotten.</summary>
    public void Forget(long before)
    {
        while (_segments.TryPeek(out var first) && first.MaxEventTime < before)
        {
            _segments.Dequeue();
            _last = _segments.Count == 0 ? null : _last;
        }
    }

    public void Clear()
    {
        _segments.Clear();
        _excluded.Clear();
        _last = null;
    }

    /// <summary>First offset that holds an id which still counts; null: there are none.</summary>
    public long? FirstOffset => _segments.TryPeek(out var first) ? first.Offset : null;

    /// <summary>Where reading again must start; null: there are no ids.</summary>
    public LaneRebuild? ToCheckpoint()
    {
        if (!_segments.TryPeek(out var first))
        {
            return null;
        }

        while (_excluded.Count > 0 && _excluded[1] < first.Offset)
        {
            _excluded.RemoveRange(0, 2);
        }

        return new LaneRebuild(first.Offset, first.ClockBefore, first.SequenceBefore, [.. _excluded]);
    }

    /// <summary>Goes on from a checkpoint; what lies in the first segment is known only to reach up to <paramref name="maxEventTime"/>.</summary>
    public void Restore(LaneRebuild rebuild, long maxEventTime)
    {
        _last = new Segment
        {
            Offset = rebuild.Offset,
            ClockBefore = rebuild.MaxEventTime,
            SequenceBefore = rebuild.Sequence,
            FirstEventTime = maxEventTime,
            MaxEventTime = maxEventTime,
        };
        _segments.Enqueue(_last);
        _excluded.AddRange(rebuild.Excluded);
    }

    private sealed class Segment
    {
        public required long Offset { get; init; }
        public required long ClockBefore { get; init; }
        public required long SequenceBefore { get; init; }
        public required long FirstEventTime { get; init; }
        public required long MaxEventTime { get; set; }
    }
}
