using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Lanes;

/// <summary>
/// The event-time clock of a lane: it moves with accepted records alone, in offset order, so what it decides (late or not, when
/// ids and windows may go) depends on the log and nothing else. Times are µs UTC.
/// </summary>
internal sealed class LaneClock(StreamDeclaration stream)
{
    /// <summary>The time before all times: nothing was accepted yet.</summary>
    public const long Never = long.MinValue;

    private readonly long _bound = Micros(stream.Bound);
    private readonly long _lateness = Micros(stream.Lateness);
    private readonly long _horizon = Micros(stream.Horizon);

    /// <summary>Greatest event time of the accepted records.</summary>
    public long MaxEventTime { get; set; } = Never;

    /// <summary>Last <c>seq</c> header, −1 before the first.</summary>
    public long Sequence { get; set; } = -1;

    /// <summary>The run's <c>end</c> was seen.</summary>
    public bool Ended { get; set; }

    /// <summary>Record watermark: no record before it is waited for.</summary>
    public long Watermark => Ended ? long.MaxValue : MaxEventTime == Never ? Never : MaxEventTime - _bound;

    /// <summary>Event times before it are late.</summary>
    public long LateBefore => Before(_lateness);

    /// <summary>Ids of event times before it are forgotten.</summary>
    public long ForgottenBefore => Before(_horizon);

    /// <summary>Takes a sequence number; false when it is not above the last one.</summary>
    public bool TryTake(long sequence)
    {
        if (sequence < 0)
        {
            return true;
        }

        var isNew = sequence > Sequence;
        Sequence = Math.Max(Sequence, sequence);
        return isNew;
    }

    public void Advance(long eventTime) => MaxEventTime = Math.Max(MaxEventTime, eventTime);

    /// <summary>Whether a window that ends then can get no more records.</summary>
    public bool IsPastLateness(long end) => Watermark != Never && LateBefore >= end;

    public static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private long Before(long distance) => Watermark is Never or long.MaxValue ? Watermark : Watermark - distance;
}
