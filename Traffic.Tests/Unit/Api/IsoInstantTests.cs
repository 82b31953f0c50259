using Traffic.Api.Http;

namespace Traffic.Tests.Unit.Api;

public sealed class IsoInstantTests
{
    [Theory]
    [InlineData("2012-03-01T08:00:00Z", "2012-03-01T08:00:00.000000Z")]
    [InlineData("2012-03-01T08:00:00.123456Z", "2012-03-01T08:00:00.123456Z")]
    [InlineData("2012-03-01T08:00:00+01:00", "2012-03-01T07:00:00.000000Z")]
    // An unescaped '+' of an address arrives as a blank.
    [InlineData("2012-03-01T08:00:00 01:00", "2012-03-01T07:00:00.000000Z")]
    [InlineData("2012-03-01T08:00-08:00", "2012-03-01T16:00:00.000000Z")]
    // Without an offset it is local time, the first of two, or as far behind the gap as it says.
    [InlineData("2012-03-01", "2012-03-01T08:00:00.000000Z")]
    [InlineData("2012-03-01T00:30", "2012-03-01T08:30:00.000000Z")]
    [InlineData("2012-11-04T01:30:00", "2012-11-04T08:30:00.000000Z")]
    [InlineData("2012-03-11T02:30:00", "2012-03-11T10:30:00.000000Z")]
    public void TryParse_IsoTime_IsTheInstant(string text, string expected)
    {
        Assert.True(IsoInstant.TryParse(text, TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), out var instant));
        Assert.Equal(expected, $"{instant.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}");
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("1330588800")]
    [InlineData("03/01/2012")]
    [InlineData("2012-02-30")]
    [InlineData("2012-03-01T25:00:00Z")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(IsoInstant.TryParse(text, TimeZoneInfo.Utc, out _));
}
