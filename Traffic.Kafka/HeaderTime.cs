using System.Globalization;
using System.Text;

namespace Traffic.Kafka;

/// <summary>Instants in headers: ISO-8601 UTC with microseconds; in columns they are µs since 1970-01-01T00:00:00Z.</summary>
public static class HeaderTime
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    public static string Format(long microseconds) => Format(DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));

    /// <returns>Microseconds since the epoch, or −1 for what is no instant after it.</returns>
    public static long Parse(ReadOnlySpan<byte> utf8) =>
        DateTimeOffset.TryParse(Encoding.UTF8.GetString(utf8), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Math.Max(-1, (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond)
            : -1;
}
