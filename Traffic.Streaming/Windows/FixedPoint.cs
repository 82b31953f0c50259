using System.Buffers.Text;

namespace Traffic.Streaming.Windows;

/// <summary>
/// Sums as integers, so that adding them is associative: whatever the order and the split, the result is the same to the last
/// bit. Integral fields have scale 1, doubles 10^6, reciprocals 10^12.
/// </summary>
internal static class FixedPoint
{
    public const int SumDigits = 6;
    public const int ReciprocalDigits = 12;
    public const double SumScale = 1e6;
    public const double ReciprocalScale = 1e12;

    /// <summary>Longest text of a value.</summary>
    public const int MaxLength = 48;

    public static long Round(double value, double scale) => (long)Math.Round(value * scale);

    /// <summary>Reads back what was written as a decimal and stored as a double; exact below 2^51 units.</summary>
    public static Int128 FromDouble(double value, double scale) => (Int128)Math.Round(value * scale);

    public static double ToDouble(Int128 units, double scale) => (double)units / scale;

    /// <summary>Writes units of 10^-digits as an exact decimal without trailing zeros; returns its length.</summary>
    public static int Format(Int128 units, int digits, Span<byte> output)
    {
        var length = 0;
        if (units < 0)
        {
            output[length++] = (byte)'-';
            units = -units;
        }

        var scale = (ulong)Math.Pow(10, digits);
        var (whole, fraction) = Int128.DivRem(units, scale);
        Utf8Formatter.TryFormat((ulong)whole, output[length..], out var written);
        length += written;
        if (fraction == 0)
        {
            return length;
        }

        output[length++] = (byte)'.';
        for (var rest = (ulong)fraction; rest > 0; rest %= scale)
        {
            rest *= 10;
            output[length++] = (byte)('0' + (rest / scale));
        }

        return length;
    }
}
