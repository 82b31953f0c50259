using Traffic.Simulator.Randomness;

namespace Traffic.Simulator.Roads;

/// <summary>
/// The traffic of a road in runs of five minutes. A run is a function of (seed, road, run start) alone, so it can be
/// generated again to go on inside it.
/// </summary>
internal sealed class RoadModel(string seed)
{
    public const long RunSeconds = 300;

    private const double CarShare = 0.8;
    private const double RainChance = 0.1;
    private const double RainCost = 10;
    private const double GapSigma = 0.5;
    private const double LongestGap = 10;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dubai");

    /// <summary>Start of the run that holds an instant, unix seconds.</summary>
    public static long RunOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / RunSeconds * RunSeconds;

    public static DateTime Local(long unixSeconds) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddSeconds(unixSeconds), Zone);

    /// <summary>Fills a list with the run's passages, oldest first.</summary>
    /// <param name="largestCapacity">Of all roads: the smaller a road beside it, the more a rush hour slows it.</param>
    public void Generate(Road road, int largestCapacity, long runStart, List<Passage> passages)
    {
        var name = $"{seed}|{road.Region}|{road.Name}|{runStart}";
        var (random, ids) = (new RandomSource(name), new RandomSource($"{name}|ids"));
        var local = Local(runStart);
        var period = Periods.At(local);
        var rain = random.Chance(RainChance) ? RainCost : 0;
        var count = random.Poisson(road.Capacity * period.Load() * random.Uniform(0.8, 1.2));
        var squeeze = (double)largestCapacity / road.Capacity;

        passages.Clear();
        foreach (var offset in Offsets(random, count))
        {
            var truck = !random.Chance(CarShare);
            var lane = 1 + random.Below(truck ? road.TruckLanes : road.Lanes);
            var speed = (truck ? road.TruckLimit : road.CarLimit)
                + random.Normal(0, 5)
                + PeriodTerm(random, period, Periods.IsWeekend(local), squeeze)
                + ((road.Lanes - lane) * random.Normal(0.5, 0.1))
                - rain;
            passages.Add(new Passage(
                (runStart * 1_000_000) + offset,
                ids.Uuid(),
                random.Below(road.Directions),
                lane,
                truck,
                Math.Max(0, (int)Math.Round(speed))));
        }
    }

    /// <summary>When the vehicles pass, µs after the run's start: log-normal gaps, scaled so that together they are the run.</summary>
    private static long[] Offsets(RandomSource random, int count)
    {
        var offsets = new long[count];
        var gaps = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            gaps[i] = Math.Min(random.LogNormal((double)RunSeconds / count, GapSigma), LongestGap);
            sum += gaps[i];
        }

        var scale = RunSeconds * 1_000_000 / sum;
        var at = 0.0;
        for (var i = 0; i < count; i++)
        {
            offsets[i] = (long)(at * scale);
            at += gaps[i];
        }

        return offsets;
    }

    private static double PeriodTerm(RandomSource random, Period period, bool weekend, double squeeze) => period switch
    {
        Period.Rush => random.Normal((weekend ? -5 : -10) * squeeze, 5),
        Period.Night => random.Normal(5, 5),
        _ => random.Normal(0, 5),
    };
}
