using System.Globalization;
using System.Text.Json;

namespace Traffic.Tests.Postgres.Api;

[Collection<RoadsCollection>]
public sealed class WindowsEndpointTests(RoadsData data)
{
    private const string Detectors = "/feeds/roads/detectors/windows/1h";
    private const string Passages = "/feeds/roads/passages/windows/1m";
    private static readonly TimeZoneInfo LosAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    [Fact]
    public async Task Windows_WithoutParameters_AreAllOldestFirst()
    {
        var items = await data.Api.ItemsAsync(Detectors);
        // d2's first hours are in two runs: one window each.
        Assert.Equal(data.Readings.Select(r => (r.Detector, r.Time)).Distinct().Count(), items.Length);
        Assert.Equal(items.Select(Start).Order(), items.Select(Start));
        Assert.Equal(data.Readings.Count, items.Sum(i => i.GetProperty("count").GetInt64()));
        Assert.Equal("2012-03-10T08:00:00Z", items[0].GetProperty("window_start").GetString());
        Assert.Equal("2012-03-10T09:00:00Z", items[0].GetProperty("window_end").GetString());
    }

    [Fact]
    public async Task Windows_OfSameHourInTwoRuns_AreMerged()
    {
        var item = Assert.Single(await data.Api.ItemsAsync($"{Detectors}?detector_id=d2&to=2012-03-10T09:00:00Z"));
        var expected = data.Readings.Where(r => r.Detector == "d2" && r.Time < At("2012-03-10T09:00:00Z")).Select(r => r.Speed).ToList();
        Assert.Equal(2, expected.Count);
        Assert.Equal(2, item.GetProperty("count").GetInt64());
        Assert.Equal(expected.Average(), item.GetProperty("speed_kmh_mean").GetDouble(), 9);
        Assert.Equal(expected.Min(), item.GetProperty("speed_kmh_min").GetDouble());
        Assert.Equal(expected.Max(), item.GetProperty("speed_kmh_max").GetDouble());
        // Both say they covered the same half hour.
        Assert.Equal(1800, item.GetProperty("observed_s").GetInt64());
        Assert.Equal(50, item.GetProperty("completeness").GetDouble());
    }

    [Theory]
    [InlineData("run=spring", "spring")]
    [InlineData("run=autumn", "autumn")]
    [InlineData("run=autumn,spring", "autumn,spring")]
    [InlineData("run=nothing", "")]
    public async Task Windows_OfRuns_HoldOnlyTheirRecords(string query, string runs)
    {
        var items = await data.Api.ItemsAsync($"{Detectors}?{query}");
        Assert.Equal(data.Readings.Count(r => runs.Split(',').Contains(r.Run)), items.Sum(i => i.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task Windows_ByLocalDay_Have23And25HoursAtTheChangeOfTheClock()
    {
        var items = await data.Api.ItemsAsync($"{Detectors}?granularity=day&tz=America/Los_Angeles&group=detector_id");
        var expected = data.Readings
            .GroupBy(r => (r.Detector, Day: TimeZoneInfo.ConvertTime(r.Time, LosAngeles).Date))
            .Select(g => (g.Key.Detector, g.Key.Day, Count: (long)g.Count(), Mean: g.Average(r => r.Speed)))
            .OrderBy(d => d.Day).ThenBy(d => d.Detector, StringComparer.Ordinal).ToList();
        Assert.Equal(
            expected.Select(e => (e.Detector, e.Day, e.Count)),
            items.Select(i => (i.GetProperty("detector_id").GetString()!, Local(i, "window_start").DateTime.Date, i.GetProperty("count").GetInt64())));
        foreach (var (want, item) in expected.Zip(items))
        {
            Assert.Equal(want.Mean, item.GetProperty("speed_kmh_mean").GetDouble(), 9);
        }

        var spring = items.Single(i => i.GetProperty("window_start").GetString() == "2012-03-11T00:00:00-08:00" && i.GetProperty("detector_id").GetString() == "d1");
        Assert.Equal("2012-03-12T00:00:00-07:00", spring.GetProperty("window_end").GetString());
        Assert.Equal(23, spring.GetProperty("count").GetInt64());
        // Half of 23 hours is observed, not of 24.
        Assert.Equal(50, spring.GetProperty("completeness").GetDouble());
        var autumn = items.Single(i => i.GetProperty("window_start").GetString() == "2012-11-04T00:00:00-07:00");
        Assert.Equal(25, autumn.GetProperty("count").GetInt64());
        Assert.Equal("2012-11-05T00:00:00-08:00", autumn.GetProperty("window_end").GetString());
    }

    [Fact]
    public async Task Windows_EastOfGreenwich_HavePlainOffsets() =>
        Assert.Contains("\"2026-03-01T16:00:00+04:00\"", (await data.Api.GetAsync($"{Passages}?tz=Asia/Dubai&group=")).GetRawText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("granularity=month&tz=America/Los_Angeles", "2012-03-01T00:00:00-08:00", "2012-11-01T00:00:00-07:00")]
    [InlineData("granularity=week&tz=America/Los_Angeles&to=2012-04-01", "2012-03-05T00:00:00-08:00", "2012-03-12T00:00:00-07:00")]
    [InlineData("granularity=day&to=2012-03-12", "2012-03-10T00:00:00Z", "2012-03-11T00:00:00Z")]
    public async Task Windows_OfLongerBuckets_StartInTheZone(string query, string first, string second)
    {
        var items = await data.Api.ItemsAsync($"{Detectors}?group=&{query}");
        Assert.Equal([first, second], items.Select(i => i.GetProperty("window_start").GetString()));
    }

    [Fact]
    public async Task Windows_SameRange_SumToTheSameAtEveryGranularity()
    {
        const string range = "from=2012-03-10T13:00:00Z&to=2012-03-12T02:00:00Z";
        var expected = data.Readings.Count(r => r.Time >= At("2012-03-10T13:00:00Z") && r.Time < At("2012-03-12T02:00:00Z"));
        foreach (var granularity in (string[])["", "&granularity=hour", "&granularity=day", "&granularity=week", "&granularity=month"])
        {
            Assert.Equal(expected, (await data.Api.ItemsAsync($"{Detectors}?{range}{granularity}")).Sum(i => i.GetProperty("count").GetInt64()));
        }
    }

    [Theory]
    [InlineData("road=Umm Suqeim Road", 2)]
    [InlineData("region=Downtown Dubai", 7)]
    [InlineData("direction=1", 1)]
    [InlineData("lane=2", 3)]
    [InlineData("lane=1,2", 9)]
    [InlineData("lane=1&lane=2", 9)]
    [InlineData("vehicle_type=truck", 2)]
    [InlineData("vehicle_type=truck&lane=1", 1)]
    [InlineData("road=Sheikh Zayed Road&vehicle_type=car&lane=1", 4)]
    [InlineData("road=None", 0)]
    public async Task Windows_FilteredByField_CountOnlyWhatPasses(string query, long count)
    {
        var items = await data.Api.ItemsAsync($"{Passages}?{query}");
        Assert.Equal(count, items.Sum(i => i.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task Windows_ByRoad_MergeQuantilesAndHarmonicMeansOverPartsAndLanes()
    {
        var item = Assert.Single(await data.Api.ItemsAsync($"{Passages}?group=region,road&road=Sheikh Zayed Road&to=2026-03-01T12:01:00Z"));
        double[] speeds = [90, 110, 120, 70, 85, 60];
        Assert.Equal(speeds.Length, item.GetProperty("count").GetInt64());
        Assert.Equal(speeds.Average(), item.GetProperty("speed_kmh_mean").GetDouble(), 9);
        Assert.Equal(speeds.Length / speeds.Sum(s => 1 / s), item.GetProperty("speed_kmh_hmean").GetDouble(), 6);
        Assert.InRange(item.GetProperty("speed_kmh_p95").GetDouble(), 110 * 0.99, 120);
        // 110 and 120 in a car, 85 in a truck.
        Assert.Equal(3, item.GetProperty("speeding_count").GetInt64());
        Assert.False(item.TryGetProperty("vehicle_type", out _));
        Assert.False(item.TryGetProperty("speed_kmh_sketch", out _));
    }

    [Fact]
    public async Task Windows_WithEmptyGroup_AreTheTotal()
    {
        var items = await data.Api.ItemsAsync($"{Passages}?group=");
        Assert.Equal([7, 1, 1], items.Select(i => i.GetProperty("count").GetInt64()));
        Assert.False(items[0].TryGetProperty("road", out _));
    }

    [Fact]
    public async Task Windows_PastTheWatermarkOfTheirPart_AreOpen()
    {
        var items = await data.Api.ItemsAsync($"{Passages}?group=road");
        Assert.Equal(
            [("12:00", "Sheikh Zayed Road", true), ("12:00", "Umm Suqeim Road", true), ("12:01", "Umm Suqeim Road", true), ("12:02", "Sheikh Zayed Road", true)],
            items.Select(i => (Start(i).ToString("HH:mm", CultureInfo.InvariantCulture), i.GetProperty("road").GetString()!, i.GetProperty("open").GetBoolean())));
        // Without the part that lags the minute is complete.
        var known = await data.Api.ItemsAsync($"{Passages}?group=road&lane=2&road=Sheikh Zayed Road");
        Assert.False(Assert.Single(known).GetProperty("open").GetBoolean());
        var ended = await data.Api.ItemsAsync($"{Detectors}?last=1");
        Assert.False(ended[0].GetProperty("open").GetBoolean());
        Assert.Equal("final", ended[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("last=1", "12:02")]
    [InlineData("last=2", "12:01,12:02")]
    [InlineData("last=2&order=desc", "12:02,12:01")]
    [InlineData("last=99", "12:00,12:01,12:02")]
    [InlineData("last=1&road=Umm Suqeim Road", "12:01")]
    [InlineData("last=2&road=Sheikh Zayed Road", "12:00,12:02")]
    [InlineData("last=1&vehicle_type=truck", "12:00")]
    [InlineData("last=1&to=2026-03-01T12:01:00Z", "12:00")]
    [InlineData("last=5&from=2026-03-01T12:01:00Z", "12:01,12:02")]
    [InlineData("last=3&run=nothing", "")]
    public async Task Last_CountsBucketsThatHoldDataUnderTheFilters(string query, string minutes)
    {
        var items = await data.Api.ItemsAsync($"{Passages}?group=&{query}");
        Assert.Equal(minutes, string.Join(',', items.Select(i => Start(i).ToString("HH:mm", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Last_OfLocalDays_SkipsDaysWithoutData()
    {
        var items = await data.Api.ItemsAsync($"{Detectors}?group=&granularity=day&tz=America/Los_Angeles&last=4");
        Assert.Equal(
            ["2012-03-13T00:00:00-07:00", "2012-11-03T00:00:00-07:00", "2012-11-04T00:00:00-07:00", "2012-11-05T00:00:00-08:00"],
            items.Select(i => i.GetProperty("window_start").GetString()));
    }

    [Theory]
    [InlineData("group=detector_id")]
    [InlineData("group=detector_id&order=desc")]
    [InlineData("group=detector_id&granularity=day&tz=America/Los_Angeles")]
    [InlineData("last=30")]
    [InlineData("last=30&order=desc")]
    public async Task Cursor_GivesAllItemsOnceInOrder(string query)
    {
        var whole = (await data.Api.ItemsAsync($"{Detectors}?{query}")).Select(i => i.GetRawText()).ToList();
        List<string> paged = [];
        string? cursor = null;
        do
        {
            var page = await data.Api.GetAsync($"{Detectors}?{query}&limit=7{(cursor is null ? "" : $"&cursor={cursor}")}");
            var items = page.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()).ToList();
            Assert.InRange(items.Count, 1, 7);
            paged.AddRange(items);
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);
        Assert.True(whole.Count > 7);
        Assert.Equal(whole, paged);
    }

    [Theory]
    [InlineData(Detectors + "?granularity=minute", "granularity", "hour, day, week, month")]
    [InlineData(Detectors + "?granularity=hour&tz=Asia/Kolkata", "granularity", "none")]
    [InlineData(Detectors + "?granularity=fortnight", "granularity", "month")]
    [InlineData(Detectors + "?tz=Mars/Olympus", "tz", "America/Los_Angeles")]
    [InlineData(Detectors + "?from=yesterday", "from", "2012-03-01T00:00:00Z")]
    [InlineData(Detectors + "?from=2012-03-02&to=2012-03-01", "to", "later")]
    [InlineData(Detectors + "?group=road", "group", "detector_id")]
    [InlineData(Detectors + "?road=x", "road", "detector_id")]
    [InlineData(Detectors + "?last=0", "last", "1 to")]
    [InlineData(Detectors + "?limit=many", "limit", "1 to")]
    [InlineData(Detectors + "?order=up", "order", "asc, desc")]
    [InlineData(Detectors + "?cursor=abc", "cursor", "leave it out")]
    [InlineData(Detectors + "?detector_id=", "detector_id", "leave it out")]
    [InlineData(Passages + "?lane=left", "lane", "integer")]
    public async Task Windows_OfWrongQuery_AreAProblemThatNamesParameterAndFix(string path, string parameter, string fix)
    {
        var problem = await data.Api.ProblemAsync(path);
        Assert.Equal($"/query/{parameter}", problem.GetProperty("pointer").GetString());
        Assert.Contains(fix, problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursor_OfAnotherQuery_IsRefused()
    {
        var page = await data.Api.GetAsync($"{Detectors}?limit=3");
        var problem = await data.Api.ProblemAsync($"{Detectors}?detector_id=d1&cursor={page.GetProperty("cursor")}");
        Assert.Equal("/query/cursor", problem.GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("/feeds/rails/passages/windows/1m", "feed", "roads")]
    [InlineData("/feeds/roads/ships/windows/1m", "stream", "passages, detectors")]
    [InlineData("/feeds/roads/passages/windows/1h", "id", "1m")]
    public async Task Windows_OfUnknownName_AreNotFoundWithTheNamesThereAre(string path, string pointer, string known)
    {
        var problem = await data.Api.ProblemAsync(path, 404);
        Assert.Equal($"/path/{pointer}", problem.GetProperty("pointer").GetString());
        Assert.Contains(known, problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(JsonElement item, string name) => At(item.GetProperty(name).GetString()!);

    private static DateTimeOffset Start(JsonElement item) => Local(item, "window_start");
}
