using Traffic.Simulator.Roads;

namespace Traffic.Tests.Unit.Simulator;

public sealed class RoadModelTests
{
    private const int LargestCapacity = 3500;

    private static readonly Road Wide = new("B", "Wide_Road", 100, 80, 6, false, 3500);
    private static readonly Road Narrow = new("B", "Narrow_Road", 90, 70, 2, true, 600);

    [Fact]
    public void Generate_SameSeedRoadAndRun_GivesTheSamePassages()
    {
        var run = At("2026-11-18T10:00");
        var passages = Generate(Wide, run);
        Assert.Equal(passages, Generate(Wide, run));
        Assert.NotEqual(passages, Generate(Wide, run, "other"));
        Assert.NotEqual(passages.Select(p => p.Id), Generate(Wide, run + 300).Select(p => p.Id));
        Assert.NotEqual(passages.Select(p => p.Id), Generate(Wide with { Region = "C" }, run).Select(p => p.Id));
    }

    [Fact]
    public void Generate_IdsAreUniqueOverRunsAndRoads()
    {
        var ids = Runs("2026-11-18T00:00", 24).SelectMany(r => Generate(Wide, r).Concat(Generate(Narrow, r))).Select(p => p.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Generate_AnyRun_IsFilledFromStartToEnd()
    {
        foreach (var run in Runs("2026-11-18T00:00", 288))
        {
            var passages = Generate(Narrow, run);
            Assert.Equal(run * 1_000_000, passages[0].Time);
            var gaps = passages.Zip(passages.Skip(1), (a, b) => b.Time - a.Time).ToList();
            Assert.True(gaps.TrueForAll(g => g >= 0));
            // What is left after the last vehicle is a gap like the others.
            Assert.InRange(((run + RoadModel.RunSeconds) * 1_000_000) - passages[^1].Time, 1, gaps.Max() * 3);
        }
    }

    [Fact]
    public void Generate_Gaps_AreLogNormal()
    {
        var gaps = Runs("2026-11-18T10:00", 12).SelectMany(r => Generate(Wide, r) is var p ? p.Zip(p.Skip(1), (a, b) => (b.Time - a.Time) / 1e6 * p.Count / 300) : []).ToList();
        var logs = gaps.Where(g => g > 0).Select(g => Math.Log(g)).ToList();
        var mean = logs.Average();
        // Scaled to mean 1, a log-normal of sigma 0.5 has log mean −σ²/2.
        Assert.Equal(-0.125, mean, 0.01);
        Assert.Equal(0.25, logs.Average(l => (l - mean) * (l - mean)), 0.01);
    }

    [Theory]
    [InlineData("2026-11-18T10:00", 1.0)]
    [InlineData("2026-11-18T07:00", 1.2)]
    [InlineData("2026-11-18T17:00", 1.2)]
    [InlineData("2026-11-18T20:00", 1.0)]
    [InlineData("2026-11-18T22:00", 0.5)]
    [InlineData("2026-11-18T03:00", 0.5)]
    public void Generate_Volume_FollowsThePeriod(string local, double load)
    {
        const int Capacity = 100;
        var counts = Enumerable.Range(0, 800).Select(i => (double)Generate(Narrow with { Capacity = Capacity }, At(local), $"{i}").Count).ToList();
        var expected = Capacity * load;
        Assert.Equal(1, counts.Average() / expected, 0.03);
        // A Poisson whose mean is itself uniform over ±20 %.
        var variance = expected + (expected * expected * 0.4 * 0.4 / 12);
        Assert.Equal(1, counts.Average(c => (c - counts.Average()) * (c - counts.Average())) / variance, 0.25);
    }

    [Fact]
    public void Generate_Vehicles_AreOneFifthTrucksInTheLowerLanes()
    {
        var passages = Runs("2026-11-18T10:00", 24).SelectMany(r => Generate(Wide, r)).ToList();
        Assert.Equal(0.2, passages.Average(p => p.IsTruck ? 1.0 : 0), 0.01);
        Assert.Equal([1, 2, 3], passages.Where(p => p.IsTruck).Select(p => p.Lane).Distinct().Order());
        Assert.Equal([1, 2, 3, 4, 5, 6], passages.Where(p => !p.IsTruck).Select(p => p.Lane).Distinct().Order());
        Assert.All(passages.Where(p => !p.IsTruck).GroupBy(p => p.Lane), l => Assert.Equal(1.0 / 6, l.Count() / (double)passages.Count(p => !p.IsTruck), 0.01));
    }

    [Fact]
    public void Generate_Directions_AreTwoOnlyOnTwoWayRoads()
    {
        var run = At("2026-11-18T10:00");
        Assert.All(Generate(Wide, run), p => Assert.Equal(0, p.Direction));
        Assert.Equal(0.5, Generate(Narrow, run).Average(p => (double)p.Direction), 0.1);
    }

    [Fact]
    public void Generate_OneRunInTen_IsRainyAndTenSlower()
    {
        var means = Enumerable.Range(0, 600).Select(i => Generate(Roads.OneLane with { Capacity = 300 }, At("2026-11-18T10:00"), $"{i}").Where(p => !p.IsTruck).Average(p => (double)p.Speed)).ToList();
        var rainy = means.Where(m => m < 85).ToList();
        Assert.InRange(rainy.Count, 35, 90);
        Assert.Equal(90, means.Where(m => m >= 85).Average(), 0.2);
        Assert.Equal(80, rainy.Average(), 0.5);
    }

    [Theory]
    [InlineData("2026-11-18T08:00", -10)] // Wednesday
    [InlineData("2026-11-21T08:00", -5)] // Saturday
    [InlineData("2026-11-22T18:00", -5)] // Sunday
    [InlineData("2026-11-20T18:00", -10)] // Friday
    [InlineData("2026-11-18T23:00", 5)]
    [InlineData("2026-11-18T13:00", 0)]
    public void Generate_Speed_FollowsPeriodAndWeekday(string local, double shift)
    {
        var road = Roads.OneLane with { Capacity = LargestCapacity };
        Assert.Equal(90 + shift, MedianMean(road, At(local)), 0.3);
    }

    [Fact]
    public void Generate_SmallRoadAtRush_IsSlowedByItsShareOfTheLargestCapacity()
    {
        var road = Roads.OneLane with { Capacity = 600 };
        Assert.Equal(90 - (10 * 3500.0 / 600), MedianMean(road, At("2026-11-18T08:00")), 0.7);
    }

    [Fact]
    public void Generate_Speed_FallsByHalfAKilometreALane()
    {
        var lanes = Runs("2026-11-18T10:00", 24).SelectMany(r => Generate(Wide, r)).Where(p => !p.IsTruck).GroupBy(p => p.Lane).ToDictionary(g => g.Key, g => g.Average(p => p.Speed));
        Assert.Equal(2.5, lanes[1] - lanes[6], 0.4);
    }

    [Fact]
    public void Generate_Speed_IsNeverBelowZero()
    {
        var crawling = Roads.OneLane with { CarLimit = 5, TruckLimit = 5, Capacity = 600 };
        Assert.Equal(0, Generate(crawling, At("2026-11-18T08:00")).Min(p => p.Speed));
    }

    /// <summary>Median over runs of the mean car speed: rain, which is rare, does not move it.</summary>
    private static double MedianMean(Road road, long run) =>
        Enumerable.Range(0, 21).Select(i => Generate(road, run, $"{i}").Where(p => !p.IsTruck).Average(p => (double)p.Speed)).Order().ElementAt(10);

    private static List<Passage> Generate(Road road, long run, string seed = "seed")
    {
        var passages = new List<Passage>();
        new RoadModel(seed).Generate(road, LargestCapacity, run, passages);
        return passages;
    }

    private static IEnumerable<long> Runs(string local, int count) => Enumerable.Range(0, count).Select(i => At(local) + (i * RoadModel.RunSeconds));

    /// <summary>Unix seconds of a time in Dubai, which is four hours ahead all year.</summary>
    private static long At(string local) => DateTimeOffset.Parse($"{local}+04:00").ToUnixTimeSeconds();
}
