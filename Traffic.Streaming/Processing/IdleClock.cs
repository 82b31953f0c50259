using Traffic.Streaming.Lanes;

namespace Traffic.Streaming.Processing;

/// <summary>
/// Notices that a partition stands still: its position has equalled the log end for the idle timeout. From then on the emission
/// watermark of its lanes is moved by the time passed since. One with lag is never idle.
/// </summary>
internal sealed class IdleClock(TimeSpan timeout)
{
    private readonly long _timeout = LaneClock.Micros(timeout);
    private long? _since;

    /// <summary>By how much emission watermarks are ahead of record watermarks, µs; 0 while not idle.</summary>
    public long Advance { get; private set; }

    public void Observe(bool atLogEnd, long now)
    {
        _since = atLogEnd ? _since ?? now : null;
        Advance = _since is { } since && now - since >= _timeout ? now - since : 0;
    }

    /// <summary>Records were read: the partition moves.</summary>
    public void Moved() => _since = null;
}
