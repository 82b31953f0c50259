using System.Globalization;
using System.Text;
using Traffic.Streaming.EventTime;

namespace Traffic.Feeds.Replay.Roads;

/// <summary>Local times of a source's zone as instants, and instants as texts with the zone's offset.</summary>
internal sealed class ZonedClock(string zone)
{
    private readonly ZoneClock _clock = new(zone);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    /// <summary>
    /// Instant of a local time, µs UTC. One that the clock showed twice is the first occurrence that is not before
    /// <paramref name="previous"/>, the instant of the line before.
    /// </summary>
    public long Instant(DateTime local, long previous = long.MinValue)
    {
        var instant = _clock.ToUtc((local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, out var laterBy);
        return laterBy > 0 && instant < previous ? instant + laterBy : instant;
    }

    /// <summary>ISO 8601 with offset, to the second.</summary>
    public byte[] Text(long instant) => Encoding.ASCII.GetBytes(
        TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddMicroseconds(instant), _zone)
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
}
