using System.Text;
using Traffic.Streaming.EventTime;

namespace Traffic.Tests.Unit.Streaming;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01t12:00:00z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00.5Z")]
    [InlineData("2026-03-01T12:00:00.120Z", "2026-03-01T12:00:00.12Z")]
    [InlineData("2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.123456Z")]
    [InlineData("2026-03-01T12:00:00.000000Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00+04:00", "2026-03-01T08:00:00Z")]
    [InlineData("2026-03-01T12:00:00-0330", "2026-03-01T15:30:00Z")]
    [InlineData("2026-03-01 12:00:00+04", "2026-03-01T08:00:00Z")]
    [InlineData("2024-02-29T23:59:59-01:00", "2024-03-01T00:59:59Z")]
    [InlineData("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    public void TryParse_WithZone_IsTheInstant(string text, string expected)
    {
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out var micros, out var hasZone));
        Assert.True(hasZone);
        Assert.Equal(expected, TimestampText.Of(micros));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01 12:00")]
    [InlineData("2026-03-01 12:00:00.25")]
    public void TryParse_WithoutZone_SaysSo(string text)
    {
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out _, out var hasZone));
        Assert.False(hasZone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T12")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-00-01T12:00:00Z")]
    [InlineData("2026-01-00T12:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:60:00Z")]
    [InlineData("2026-03-01T12:00:60Z")]
    [InlineData("2026-03-01T12:00:0Z")]
    [InlineData("2026-03-01T12:00:00.Z")]
    [InlineData("2026-03-01T12:00:00.1234567890Z")]
    [InlineData("2026-03-01T12:00:00,5Z")]
    [InlineData("2026-03-01T12:00:00+4")]
    [InlineData("2026-03-01T12:00:00+04:")]
    [InlineData("2026-03-01T12:00:00+04:60")]
    [InlineData("2026-03-01T12:00:00+18:01")]
    [InlineData("2026-03-01T12:00:00+19")]
    [InlineData("2026-03-01T12:00:00ZZ")]
    [InlineData("2026-03-01T12:00:00 Z")]
    [InlineData(" 2026-03-01T12:00:00Z")]
    [InlineData("2026/03/01 12:00:00")]
    [InlineData("01/03/2026 12:00:00")]
    [InlineData("1772366400000000")]
    [InlineData("2026-03-01T12.00.00Z")]
    [InlineData("+026-03-01T12:00:00Z")]
    public void TryParse_NoTime_IsFalse(string text) => Assert.False(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));
}
