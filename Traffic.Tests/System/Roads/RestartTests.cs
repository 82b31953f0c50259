namespace Traffic.Tests.System.Roads;

/// <summary>The second run on the same data goes on where the first left off.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Passages_AfterOrderlyRestart_AreNeitherLostNorDoubled()
    {
        await using var host = await TrafficHost.StartAsync();
        await WaitForPassagesAsync(host, above: 200_000);
        Assert.Equal(0, await host.StopAsync());

        await host.StartAgainAsync();
        var before = await Database.ScalarAsync<long>(host, "select count(*) from roads.passages");
        await WaitForPassagesAsync(host, above: before + 1_000);
        await Cli.WaitIdleAsync(host);

        Assert.Equal(0, await Database.ScalarAsync<long>(host, "select count(*) - count(distinct id) from roads.passages"));
        Assert.Equal(0, await Database.ScalarAsync<long>(host, "select count(*) from ops.dead_letters"));
        // Every vehicle of a minute that is over stands in its window.
        Assert.Equal(0, await Database.ScalarAsync<long>(
            host,
            """
            select count(*) from (
                select date_trunc('minute', timestamp) as minute, region, road, count(*) as n from roads.passages group by 1, 2, 3) p
            full join (
                select window_start, region, road, sum(count) as n, bool_or(status = 'provisional') as provisional
                from roads.passages_1m_parts group by 1, 2, 3) w
            on w.window_start = p.minute and w.region = p.region and w.road = p.road
            where not coalesce(provisional, false) and p.n is distinct from w.n and p.minute < (select max(timestamp) from roads.passages) - interval '5 minutes'
            """));
    }

    private static Task WaitForPassagesAsync(TrafficHost host, long above) => TrafficHost.WaitUntilAsync(
        () => Database.ScalarAsync<long>(host, "select count(*) from roads.passages").GetAwaiter().GetResult() > above,
        $"there are more than {above} passages");
}
