using System.Globalization;
using System.Text;
using Traffic.Streaming.Windows;

namespace Traffic.Tests.Unit.Streaming;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(0, 6, "0")]
    [InlineData(1, 6, "0.000001")]
    [InlineData(-1_500_000, 6, "-1.5")]
    [InlineData(123_456_789, 6, "123.456789")]
    [InlineData(100_000_000, 6, "100")]
    [InlineData(42, 0, "42")]
    [InlineData(12_500_000_000, 12, "0.0125")]
    public void Format_IsExactDecimal(long units, int digits, string expected) => Assert.Equal(expected, Text(units, digits));

    [Theory]
    [InlineData(1L)]
    [InlineData(999_999_999_999_999L)]
    [InlineData((1L << 51) - 1)]
    public void FromDouble_OfFormattedText_RecoversTheUnits(long units)
    {
        Assert.Equal(units, FixedPoint.FromDouble(double.Parse(Text(units, 6), CultureInfo.InvariantCulture), FixedPoint.SumScale));
        Assert.Equal(units, FixedPoint.FromDouble(double.Parse(Text(units, 12), CultureInfo.InvariantCulture), FixedPoint.ReciprocalScale));
    }

    private static string Text(long units, int digits)
    {
        Span<byte> text = stackalloc byte[FixedPoint.MaxLength];
        return Encoding.UTF8.GetString(text[..FixedPoint.Format(units, digits, text)]);
    }
}
