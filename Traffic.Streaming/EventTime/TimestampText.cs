using System.Text;

namespace Traffic.Streaming.EventTime;

/// <summary>
/// Timestamps as text (ISO 8601). Read: <c>yyyy-MM-dd</c>, 'T' or a space, <c>HH:mm</c>, optionally <c>:ss</c> and a fraction of 1–9
/// digits (cut to µs), then nothing, 'Z' or an offset <c>±HH</c>, <c>±HHmm</c>, <c>±HH:mm</c> of at most 18 hours.
/// Written: UTC, <c>yyyy-MM-ddTHH:mm:ss</c>, fraction digits only when they are not zero, 'Z'.
/// </summary>
public static class TimestampText
{
    /// <summary>Longest text that is written.</summary>
    public const int MaxLength = 27;

    /// <summary>The first and last instants that have a text, µs.</summary>
    public const long MinMicros = -62_135_596_800_000_000;
    public const long MaxMicros = 253_402_300_799_999_999;

    /// <summary>Reads a text; without zone, <paramref name="micros"/> is local: the µs as if the clock showed UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros, out bool hasZone)
    {
        micros = 0;
        hasZone = false;
        if (text.Length < 16 || !TryDate(text, out var date) || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || !TryTwoDigits(text[11..], 23, out var hour) || text[13] != ':' || !TryTwoDigits(text[14..], 59, out var minute))
        {
            return false;
        }

        var rest = text[16..];
        if (!TrySeconds(ref rest, out var secondMicros) || !TryOffset(rest, out var offsetMinutes, out hasZone))
        {
            return false;
        }

        micros = date + (((hour * 60L) + minute - offsetMinutes) * 60_000_000) + secondMicros;
        return micros is >= MinMicros and <= MaxMicros;
    }

    /// <summary>Writes an instant into at least <see cref="MaxLength"/> bytes; returns the length.</summary>
    public static int Format(long micros, Span<byte> output)
    {
        Span<byte> full = stackalloc byte[28];
        DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).TryFormat(full, out _, "O");
        var end = 26;
        while (full[end - 1] == '0')
        {
            end--;
        }

        var length = end == 20 ? 19 : end;
        full[..length].CopyTo(output);
        output[length] = (byte)'Z';
        return length + 1;
    }

    /// <summary>The text of an instant; one without a text is shown as the nearest that has one.</summary>
    public static string Of(long micros)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(Math.Clamp(micros, MinMicros, MaxMicros), text)]);
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (!TryTwoDigits(text, 99, out var century) || !TryTwoDigits(text[2..], 99, out var year) || text[4] != '-'
            || !TryTwoDigits(text[5..], 12, out var month) || text[7] != '-' || !TryTwoDigits(text[8..], 31, out var day))
        {
            return false;
        }

        year += century * 100;
        if (year == 0 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        micros = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return true;
    }

    private static bool TrySeconds(ref ReadOnlySpan<byte> rest, out long micros)
    {
        micros = 0;
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (!TryTwoDigits(rest[1..], 59, out var second))
        {
            return false;
        }

        micros = second * 1_000_000L;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] != '.')
        {
            return true;
        }

        var digits = 1;
        for (var unit = 100_000; digits < rest.Length && char.IsAsciiDigit((char)rest[digits]); digits++, unit /= 10)
        {
            micros += (rest[digits] - '0') * unit;
        }

        rest = rest[digits..];
        return digits is > 1 and <= 10;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes, out bool hasZone)
    {
        minutes = 0;
        hasZone = !rest.IsEmpty;
        if (rest.IsEmpty || (rest.Length == 1 && rest[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (rest[0] is not ((byte)'+' or (byte)'-') || !TryTwoDigits(rest[1..], 18, out var hours))
        {
            return false;
        }

        var tail = rest[3..];
        tail = tail.Length == 3 && tail[0] == ':' ? tail[1..] : tail;
        var offsetMinutes = 0;
        if (!tail.IsEmpty && (tail.Length != 2 || !TryTwoDigits(tail, 59, out offsetMinutes)))
        {
            return false;
        }

        minutes = ((hours * 60) + offsetMinutes) * (rest[0] == '-' ? -1 : 1);
        return Math.Abs(minutes) <= 18 * 60;
    }

    private static bool TryTwoDigits(ReadOnlySpan<byte> text, int max, out int value)
    {
        value = 0;
        if (text.Length < 2 || !char.IsAsciiDigit((char)text[0]) || !char.IsAsciiDigit((char)text[1]))
        {
            return false;
        }

        value = ((text[0] - '0') * 10) + text[1] - '0';
        return value <= max;
    }
}
