namespace Traffic.Api.Windows;

/// <summary>Instants as microseconds since 1970-01-01T00:00:00Z, and their local times.</summary>
internal static class ZoneClock
{
    public const long MicrosPerSecond = 1_000_000;

    public static long ToMicros(this DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long ToMicros(this TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTime ToUtc(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static TimeSpan OffsetAt(this TimeZoneInfo zone, long micros) => zone.GetUtcOffset(ToUtc(micros));

    public static DateTime ToLocal(this TimeZoneInfo zone, long micros) =>
        DateTime.SpecifyKind(ToUtc(micros) + zone.OffsetAt(micros), DateTimeKind.Unspecified);

    /// <summary>
    /// The instant of a local time. One that occurs twice is the first; one that is skipped is as far behind the gap's start, so
    /// that a day without a midnight starts where its first hour does.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The distinct offsets of a zone between two instants.</summary>
    public static IReadOnlyCollection<TimeSpan> OffsetsBetween(this TimeZoneInfo zone, long from, long to)
    {
        // No zone keeps an offset for less than a month; only the years that zones are well known in are looked at.
        var (at, end) = (ToUtc(Math.Max(from, 0)), ToUtc(Math.Min(to, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToMicros())));
        var offsets = new HashSet<TimeSpan> { zone.GetUtcOffset(end) };
        for (; at < end; at = at.AddDays(14))
        {
            offsets.Add(zone.GetUtcOffset(at));
        }

        return offsets;
    }
}
