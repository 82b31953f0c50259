namespace Traffic.Streaming.EventTime;

/// <summary>
/// Turns times that a wall clock in a zone showed into instants. A time skipped in spring is read with the offset from before the
/// gap (02:30 becomes the instant at which clocks showed 03:30). A time shown twice in autumn is its first occurrence, with the
/// distance to the second.
/// </summary>
public sealed class ZoneClock(string zone)
{
    private const long BlockMicros = 15 * 60 * 1_000_000L;
    private const int Slots = 64;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
    private readonly Block[] _blocks = new Block[Slots];

    /// <summary>Instant of a local time, both in µs; <paramref name="laterBy"/> is above 0 where the clock showed it again.</summary>
    public long ToUtc(long local, out long laterBy)
    {
        var number = Math.DivRem(local, BlockMicros, out var rest) - (rest < 0 ? 1 : 0);
        ref var block = ref _blocks[(int)(number & (Slots - 1))];
        if (!block.Known || block.Number != number)
        {
            var resolved = Resolve(number * BlockMicros);
            if (resolved != Resolve(((number + 1) * BlockMicros) - 1))
            {
                // The offset changes inside the block, as some did before zones were standardised: not worth caching.
                (var own, laterBy) = Resolve(local);
                return local - own;
            }

            block = new Block(true, number, resolved.Offset, resolved.LaterBy);
        }

        laterBy = block.LaterBy;
        return local - block.Offset;
    }

    private (long Offset, long LaterBy) Resolve(long local)
    {
        var time = new DateTime(Math.Clamp(local, TimestampText.MinMicros, TimestampText.MaxMicros) * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks, DateTimeKind.Unspecified);
        if (_zone.IsAmbiguousTime(time))
        {
            var offsets = _zone.GetAmbiguousTimeOffsets(time);
            return (Micros(offsets.Max()), Micros(offsets.Max() - offsets.Min()));
        }

        while (_zone.IsInvalidTime(time))
        {
            time = time.AddMinutes(-15);
        }

        return (Micros(_zone.GetUtcOffset(time)), 0);
    }

    private static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private readonly record struct Block(bool Known, long Number, long Offset, long LaterBy);
}
