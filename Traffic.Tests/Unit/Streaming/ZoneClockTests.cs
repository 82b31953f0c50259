using System.Text;
using Traffic.Streaming.EventTime;

namespace Traffic.Tests.Unit.Streaming;

public sealed class ZoneClockTests
{
    [Theory]
    [InlineData("Asia/Dubai", "2026-03-01 12:00:00", "2026-03-01T08:00:00Z")]
    [InlineData("UTC", "2026-03-01 12:00:00", "2026-03-01T12:00:00Z")]
    [InlineData("America/Los_Angeles", "2012-03-01 00:00:00", "2012-03-01T08:00:00Z")]
    [InlineData("America/Los_Angeles", "2012-07-01 00:00:00", "2012-07-01T07:00:00Z")]
    [InlineData("America/Los_Angeles", "2012-03-11 01:59:59.999999", "2012-03-11T09:59:59.999999Z")]
    [InlineData("America/Los_Angeles", "2012-03-11 03:00:00", "2012-03-11T10:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:30:00", "2026-10-03T15:30:00Z")]
    [InlineData("America/New_York", "1969-12-31 19:00:00", "1970-01-01T00:00:00Z")]
    public void ToUtc_PlainTime_IsTheInstant(string zone, string local, string expected)
    {
        Assert.Equal(expected, ToUtc(zone, local, out var laterBy));
        Assert.Equal(0, laterBy);
    }

    [Theory]
    [InlineData("America/Los_Angeles", "2012-03-11 02:00:00", "2012-03-11T10:00:00Z")]
    [InlineData("America/Los_Angeles", "2012-03-11 02:30:00", "2012-03-11T10:30:00Z")]
    [InlineData("Europe/Copenhagen", "2026-03-29 02:59:59", "2026-03-29T01:59:59Z")]
    public void ToUtc_SkippedTime_TakesTheOffsetBeforeTheGap(string zone, string local, string expected) =>
        Assert.Equal(expected, ToUtc(zone, local, out _));

    [Theory]
    [InlineData("America/Los_Angeles", "2012-11-04 01:00:00", "2012-11-04T08:00:00Z", 60)]
    [InlineData("America/Los_Angeles", "2012-11-04 01:59:59", "2012-11-04T08:59:59Z", 60)]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T14:45:00Z", 30)]
    public void ToUtc_RepeatedTime_IsTheFirstWithTheDistanceToTheSecond(string zone, string local, string expected, int laterByMinutes)
    {
        Assert.Equal(expected, ToUtc(zone, local, out var laterBy));
        Assert.Equal(laterByMinutes * 60_000_000L, laterBy);
    }

    private static string ToUtc(string zone, string local, out long laterBy)
    {
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(local), out var micros, out _));
        var clock = new ZoneClock(zone);

        // Twice: the second answer comes from the cache.
        var utc = clock.ToUtc(micros, out laterBy);
        Assert.Equal(utc, clock.ToUtc(micros, out var again));
        Assert.Equal(laterBy, again);
        return TimestampText.Of(utc);
    }
}
