using Traffic.Api.Http;
using Traffic.Api.Windows;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Api;

public sealed class BucketCalendarTests
{
    private static readonly WindowDeclaration Hour = Window(TimeSpan.FromHours(1));
    private static readonly WindowDeclaration Minute = Window(TimeSpan.FromMinutes(1));

    [Theory]
    // Days of 23 and 25 hours, and one without a midnight (clocks went from 0:00 to 1:00).
    [InlineData("day", "America/Los_Angeles", "2012-03-11T12:00:00Z", "2012-03-11T08:00:00Z", 23)]
    [InlineData("day", "America/Los_Angeles", "2012-11-04T12:00:00Z", "2012-11-04T07:00:00Z", 25)]
    [InlineData("day", "America/Los_Angeles", "2012-03-11T07:59:59Z", "2012-03-10T08:00:00Z", 24)]
    [InlineData("day", "America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z", 23)]
    [InlineData("day", "UTC", "2012-03-11T00:00:00Z", "2012-03-11T00:00:00Z", 24)]
    [InlineData("day", "Asia/Dubai", "2026-03-01T19:59:59Z", "2026-02-28T20:00:00Z", 24)]
    // Weeks start on Monday, and one with a change of the clock has an hour less.
    [InlineData("week", "UTC", "2026-03-01T12:00:00Z", "2026-02-23T00:00:00Z", 168)]
    [InlineData("week", "UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", 168)]
    [InlineData("week", "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-22T23:00:00Z", 167)]
    [InlineData("month", "UTC", "2012-02-29T23:00:00Z", "2012-02-01T00:00:00Z", 29 * 24)]
    [InlineData("month", "America/New_York", "2026-03-05T12:00:00Z", "2026-03-01T05:00:00Z", (31 * 24) - 1)]
    // The hour that occurs twice is two buckets.
    [InlineData("hour", "America/Los_Angeles", "2012-11-04T08:30:00Z", "2012-11-04T08:00:00Z", 1)]
    [InlineData("hour", "America/Los_Angeles", "2012-11-04T09:30:00Z", "2012-11-04T09:00:00Z", 1)]
    [InlineData("hour", "UTC", "1969-12-31T23:59:59Z", "1969-12-31T23:00:00Z", 1)]
    public void Containing_Instant_IsTheBucketOfLocalTime(string granularity, string zone, string instant, string start, int hours)
    {
        var bucket = Calendar(granularity, Hour, zone).Containing(Micros(instant));
        Assert.Equal(start, Text(bucket.Start));
        Assert.Equal(hours, (bucket.End - bucket.Start) / 3_600_000_000.0);
    }

    [Fact]
    public void Containing_InstantsOfAZoneWithHalfHours_StartAtLocalHours()
    {
        var bucket = Calendar("hour", Minute, "Asia/Kolkata").Containing(Micros("2026-03-01T10:15:00Z"));
        Assert.Equal("2026-03-01T09:30:00Z", Text(bucket.Start));
    }

    [Theory]
    [InlineData("America/Los_Angeles")]
    [InlineData("Europe/London")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Dubai")]
    [InlineData("Australia/Lord_Howe")]
    public void Buckets_OverYears_FollowEachOtherWithoutGapOrOverlap(string zone)
    {
        foreach (var granularity in (string[])["day", "week", "month"])
        {
            var calendar = Calendar(granularity, Minute, zone);
            var bucket = calendar.Containing(Micros("2010-01-01T00:00:00Z"));
            for (var end = Micros("2026-01-01T00:00:00Z"); bucket.End < end;)
            {
                var next = calendar.Containing(bucket.End);
                Assert.Equal(bucket.End, next.Start);
                Assert.Equal(bucket, calendar.Containing(bucket.End - 1));
                bucket = next;
            }
        }
    }

    [Theory]
    // A bucket must be made of whole windows, which are aligned in UTC.
    [InlineData("minute", "UTC", "hour, day, week, month")]
    [InlineData("hour", "Asia/Kolkata", "none")]
    [InlineData("day", "Asia/Kolkata", "none")]
    [InlineData("century", "UTC", "hour, day, week, month")]
    public void Create_BucketsThatWouldCutWindows_SaysWhatIsPossible(string granularity, string zone, string possible)
    {
        var error = Assert.Throws<ApiException>(() => Calendar(granularity, Hour, zone));
        Assert.Equal(400, error.Status);
        Assert.Contains(possible, error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LocalHoursOfAZoneThatChangesByHalfAnHour_AreRefusedButNotDays()
    {
        Assert.Throws<ApiException>(() => Calendar("hour", Minute, "Australia/Lord_Howe"));
        Assert.NotNull(Calendar("day", Minute, "Australia/Lord_Howe"));
        // In a range without the change they are fine.
        var (from, to) = (Micros("2026-01-10T00:00:00Z"), Micros("2026-01-20T00:00:00Z"));
        Assert.NotNull(BucketCalendar.Create("hour", Minute, TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"), from, to));
    }

    private static BucketCalendar Calendar(string granularity, WindowDeclaration window, string zone) =>
        BucketCalendar.Create(granularity, window, TimeZoneInfo.FindSystemTimeZoneById(zone), 0, long.MaxValue);

    private static WindowDeclaration Window(TimeSpan size) => new("w", size) { GroupBy = [], Aggregates = [] };

    private static long Micros(string instant) => DateTimeOffset.Parse(instant, null).ToMicros();

    private static string Text(long micros) => $"{ZoneClock.ToUtc(micros):yyyy-MM-ddTHH:mm:ssZ}";
}
