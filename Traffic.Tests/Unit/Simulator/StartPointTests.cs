using Traffic.Simulator.Emission;

namespace Traffic.Tests.Unit.Simulator;

public sealed class StartPointTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 3, 0, TimeSpan.Zero);

    [Fact]
    public void FirstRun_EmptyLog_IsBackfilled() =>
        Assert.Equal(Unix(Now.AddHours(-6).AddMinutes(-3)), StartPoint.FirstRun([null, null], Now, StartPoint.Backfill));

    [Fact]
    public void FirstRun_RecentLog_IsTheNewestRunOfAnyPartition()
    {
        var (older, newer) = (Unix(Now.AddHours(-23)), Unix(Now.AddHours(-22)));
        Assert.Equal(newer, StartPoint.FirstRun([new(older, 5), null, new(newer, 0)], Now, StartPoint.Backfill));
    }

    [Fact]
    public void FirstRun_LogOlderThanADay_StartsAgain() =>
        Assert.Equal(
            Unix(Now.AddHours(-6).AddMinutes(-3)),
            StartPoint.FirstRun([new(Unix(Now.AddHours(-24).AddMinutes(-3)), 5)], Now, StartPoint.Backfill));

    private static long Unix(DateTimeOffset instant) => instant.ToUnixTimeSeconds();
}
