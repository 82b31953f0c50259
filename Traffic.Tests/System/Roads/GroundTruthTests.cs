using System.Globalization;
using System.Text.Json;

namespace Traffic.Tests.System.Roads;

/// <summary>Real files through the whole system, with live simulators beside them, against independently computed figures.</summary>
public sealed class GroundTruthTests
{
    private const string Days = "/api/v1/feeds/roads/detectors/windows/1h?granularity=day&tz=America/Los_Angeles&group=detector_id&limit=5000";

    [Fact]
    public async Task Replay_MetrLaAndPems_GivesTheGroundTruthHoweverOftenRepeated()
    {
        var (metrLa, pems) = (GroundTruth.File(GroundTruth.MetrLa), GroundTruth.File(GroundTruth.Pems));
        await using var host = await TrafficHost.StartAsync();
        await Cli.SucceedAsync(host, "replay", "roads", metrLa);
        await Cli.SucceedAsync(host, "replay", "roads", pems);
        await Cli.SucceedAsync(host, "replay", "roads", metrLa);
        await Cli.WaitIdleAsync(host);

        Assert.Equal(GroundTruth.MetrLaReadings + GroundTruth.PemsRows, await Database.ScalarAsync<long>(host, "select count(*) from roads.detectors"));
        Assert.Equal(0, await Database.ScalarAsync<long>(host, "select count(*) from ops.dead_letters where stream = 'detectors'"));
        await AssertTableAsync(host);
        await AssertMetrLaWindowsAsync(host);
        await AssertPemsWindowsAsync(host);
    }

    private static async Task AssertTableAsync(TrafficHost host)
    {
        var found = await Database.RowsAsync(
            host,
            """
            select detector_id, to_char(timestamp at time zone 'America/Los_Angeles', 'YYYY-MM-DD'), count(*), avg(speed_kmh), min(speed_kmh), max(speed_kmh)
            from roads.detectors where detector_id <> 'pems-lane-1' group by 1, 2
            """,
            r => (Key: (r.GetString(0), r.GetString(1)), Day: new SensorDay((int)r.GetInt64(2), r.GetDouble(3), r.GetDouble(4), r.GetDouble(5))));
        AssertDays(found.ToDictionary(f => f.Key, f => f.Day));
    }

    private static async Task AssertMetrLaWindowsAsync(TrafficHost host)
    {
        var items = await ItemsAsync(host, $"{Days}&from=2012-03-01T00:00:00-08:00&to=2012-03-05T00:00:00-08:00");
        AssertDays(items.ToDictionary(
            i => (i.GetProperty("detector_id").GetString()!, LocalDate(i)),
            i => new SensorDay(i.GetProperty("speed_kmh_n").GetInt32(), Number(i, "speed_kmh_mean"), Number(i, "speed_kmh_min"), Number(i, "speed_kmh_max"))));
        Assert.All(items, i => Assert.Equal("final", i.GetProperty("status").GetString()));
        Assert.All(items, i => Assert.Equal(100, Number(i, "completeness"), 1e-9));
    }

    private static async Task AssertPemsWindowsAsync(TrafficHost host)
    {
        var items = await ItemsAsync(host, $"{Days}&detector_id=pems-lane-1&from=2016-01-01T00:00:00-08:00&to=2016-03-01T00:00:00-08:00");
        var found = items.ToDictionary(LocalDate, i => (i.GetProperty("count").GetInt32(), i.GetProperty("flow_sum").GetInt64()));
        Assert.Equal(GroundTruth.PemsDays().OrderBy(d => d.Key), found.OrderBy(d => d.Key));
    }

    private static void AssertDays(Dictionary<(string Sensor, string Date), SensorDay> found)
    {
        var expected = GroundTruth.MetrLaDays();
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.All(expected, e => SensorDay.AssertClose(e.Value, found[e.Key]));
    }

    private static async Task<List<JsonElement>> ItemsAsync(TrafficHost host, string path)
    {
        using var client = new HttpClient { BaseAddress = host.Api };
        var page = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("cursor").ValueKind);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static string LocalDate(JsonElement item) =>
        DateTimeOffset.Parse(item.GetProperty("window_start").GetString()!, CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();
}
