using System.Text.Json;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Postgres.Api;

[Collection<RoadsCollection>]
public sealed class LatestEndpointTests(RoadsData data)
{
    private const string Passages = "/feeds/roads/passages/latest";
    private const string Detectors = "/feeds/roads/detectors/latest";

    [Fact]
    public async Task Latest_ByRoad_IsTheNewestRecordOfEach()
    {
        var items = await data.Api.ItemsAsync(Passages);
        Assert.Equal(
            [("Al Barsha", RoadsData.OtherRoad, "2026-03-01T12:01:00Z", 55.0), ("Downtown Dubai", RoadsData.KnownRoad, "2026-03-01T12:02:00Z", 100.0)],
            items.Select(i => (Text(i, "region"), Text(i, "road"), Text(i, "timestamp"), i.GetProperty("speed_kmh").GetDouble())));
        var known = items[1];
        Assert.Equal("live", Text(known, "run"));
        Assert.Equal(Records.Id(6), Text(known, "id"));
        Assert.Equal(1, known.GetProperty("lane").GetInt64());
        Assert.Equal(100, known.GetProperty("limit_kmh").GetDouble());
        Assert.False(known.GetProperty("speeding").GetBoolean());
    }

    [Theory]
    [InlineData("region=Al Barsha", "12:01:00")]
    [InlineData("road=Sheikh Zayed Road", "12:02:00")]
    [InlineData("road=Sheikh Zayed Road,Umm Suqeim Road", "12:01:00,12:02:00")]
    // Other fields choose among the records of an entity; one that has none is not there.
    [InlineData("vehicle_type=truck", "12:00:05")]
    [InlineData("speeding=true", "12:00:05")]
    [InlineData("direction=0&road=Umm Suqeim Road", "12:00:10")]
    [InlineData("run=replay", "")]
    [InlineData("run=live&lane=2", "12:01:00,12:00:05")]
    public async Task Latest_Filtered_IsTheNewestThatPasses(string query, string times)
    {
        var items = await data.Api.ItemsAsync($"{Passages}?{query}");
        Assert.Equal(times, string.Join(',', items.Select(i => Text(i, "timestamp")[11..19])));
    }

    [Fact]
    public async Task Latest_OverRuns_IsTheNewestByEventTime()
    {
        var items = await data.Api.ItemsAsync(Detectors);
        Assert.Equal([("d1", "autumn"), ("d2", "spring")], items.Select(i => (Text(i, "detector_id"), Text(i, "run"))));
        Assert.Equal("spring", Text(Assert.Single(await data.Api.ItemsAsync($"{Detectors}?run=spring&detector_id=d1")), "run"));
        Assert.False(items[0].TryGetProperty("flow", out _));
    }

    [Fact]
    public async Task Cursor_GivesEachEntityOnce()
    {
        var first = await data.Api.GetAsync($"{Detectors}?limit=1");
        var second = await data.Api.GetAsync($"{Detectors}?limit=1&cursor={first.GetProperty("cursor")}");
        Assert.Equal("d1", Text(Assert.Single(first.GetProperty("items").EnumerateArray()), "detector_id"));
        Assert.Equal("d2", Text(Assert.Single(second.GetProperty("items").EnumerateArray()), "detector_id"));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("cursor").ValueKind);
    }

    [Fact]
    public async Task Latest_ByUnknownField_IsAProblem() =>
        Assert.Equal("/query/colour", (await data.Api.ProblemAsync($"{Passages}?colour=red")).GetProperty("pointer").GetString());

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
