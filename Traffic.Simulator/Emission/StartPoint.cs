using Traffic.Simulator.Roads;

namespace Traffic.Simulator.Emission;

/// <summary>Where a road's simulation begins or goes on.</summary>
internal static class StartPoint
{
    /// <summary>A longer stop is not caught up.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromHours(24);

    /// <summary>History that a road begins with.</summary>
    public static readonly TimeSpan Backfill = TimeSpan.FromHours(6);

    /// <summary>The newest position in the log, if the simulation goes on from there.</summary>
    public static SimulationPosition? Resumable(IReadOnlyList<SimulationPosition?> tails, DateTimeOffset now) =>
        tails.Max() is { } newest && now.ToUnixTimeSeconds() - newest.Run <= LongestGap.TotalSeconds ? newest : null;

    /// <summary>Start of the first run to generate, unix seconds: the newest that the log holds a part of, else one in the past.</summary>
    public static long FirstRun(IReadOnlyList<SimulationPosition?> tails, DateTimeOffset now, TimeSpan backfill) =>
        Resumable(tails, now)?.Run ?? RoadModel.RunOf(now - backfill);
}
