using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Unit.Feeds;

public sealed class RoadLimitsTests
{
    [Theory]
    [InlineData("Downtown_Dubai", "Sheikh_Zayed_Road", "car", 100, 100, false)]
    [InlineData("Downtown_Dubai", "Sheikh_Zayed_Road", "car", 100.1, 100, true)]
    [InlineData("Downtown_Dubai", "Sheikh_Zayed_Road", "truck", 80.5, 80, true)]
    [InlineData("Al_Barsha", "Umm_Suqeim_Road", "truck", 70, 70, false)]
    [InlineData("Al Barsha", "Umm Suqeim Road", "car", 91, 90, true)]
    public void Apply_KnownRoad_SetsLimitAndSpeeding(string region, string road, string type, double speed, double limit, bool speeding)
    {
        var clean = Clean(region, road, type, 1, speed);
        Assert.Equal(limit, clean.GetProperty("limit_kmh").GetDouble());
        Assert.Equal(speeding, clean.GetProperty("speeding").GetBoolean());
    }

    [Theory]
    [InlineData("Downtown_Dubai", "New_Road")]
    [InlineData("Nowhere", "Sheikh_Zayed_Road")]
    [InlineData("Downtown_Dubai|Sheikh", "Zayed_Road")]
    public void Apply_UnknownRoad_LeavesThemAbsent(string region, string road)
    {
        var clean = Clean(region, road, "car", 16, 300);
        Assert.False(clean.TryGetProperty("limit_kmh", out _));
        Assert.False(clean.TryGetProperty("speeding", out _));
    }

    [Theory]
    [InlineData("Sheikh_Zayed_Road", "Downtown_Dubai", 6, true)]
    [InlineData("Sheikh_Zayed_Road", "Downtown_Dubai", 7, false)]
    [InlineData("Umm_Suqeim_Road", "Al_Barsha", 2, true)]
    [InlineData("Umm_Suqeim_Road", "Al_Barsha", 3, false)]
    public void Apply_LaneTheRoadHasNot_IsOutOfRange(string road, string region, int lane, bool accepted)
    {
        var driver = new TestDriver(Records.Passages).Append(Record(region, road, "car", lane, 50)).Run();
        Assert.Equal(accepted ? [] : [(Reasons.OutOfRange, "lane")], driver.DeadLetters.Select(d => (d.Rejection.Reason, d.Rejection.Field)));
    }

    [Fact]
    public void Apply_LongestNames_AreLookedUp()
    {
        var name = string.Concat(Enumerable.Repeat("😀", 100));
        Assert.False(Clean(name, name, "car", 1, 50).TryGetProperty("limit_kmh", out _));
    }

    private static JsonElement Clean(string region, string road, string type, int lane, double speed) =>
        JsonElement.Parse(Assert.Single(new TestDriver(Records.Passages).Append(Record(region, road, type, lane, speed)).Run().Clean).Value);

    private static string Record(string region, string road, string type, int lane, double speed) =>
        FormattableString.Invariant(
            $$"""{"id":"{{Records.Id(1)}}","region":"{{region}}","road":"{{road}}","timestamp":"2026-03-01T11:59:00Z","vehicle_type":"{{type}}","lane":{{lane}},"speed_kmh":{{speed}}}""");
}
