using System.Globalization;
using Traffic.Api.Windows;

namespace Traffic.Api.Http;

/// <summary>ISO-8601 times as they come in addresses.</summary>
internal static class IsoInstant
{
    private static readonly string[] WithOffset = Formats("K");
    private static readonly string[] Local = [.. Formats(""), "yyyy-MM-dd"];

    /// <summary>Reads an instant; a time without offset is local time of the zone (the first of two where it is ambiguous).</summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        // A '+' that was not escaped arrives as a blank.
        if (text.Length > 6 && text[^6] == ' ')
        {
            text = $"{text[..^6]}+{text[^5..]}";
        }

        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            instant = ZoneClock.ToInstant(local, zone);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    private static string[] Formats(string suffix) =>
        [$"yyyy-MM-ddTHH:mm:ss.FFFFFFF{suffix}", $"yyyy-MM-ddTHH:mm:ss{suffix}", $"yyyy-MM-ddTHH:mm{suffix}"];
}
