using Traffic.Simulator.Emission;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Unit.Simulator;

public sealed class SimulationClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Now_AtSpeedOne_IsTheRealTime()
    {
        var time = new ManualTime(Start);
        var clock = new SimulationClock(time, 1, Start.AddHours(-24));
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(Start.AddSeconds(7), clock.Now);
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Until(Micros(Start.AddSeconds(10))));
    }

    [Fact]
    public void Now_Accelerated_RunsFromItsOriginAndCatchesUp()
    {
        var time = new ManualTime(Start);
        var clock = new SimulationClock(time, 10, Start.AddHours(-9));
        Assert.Equal(Start.AddHours(-9), clock.Now);
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(Start.AddHours(-4), clock.Now);
        Assert.Equal(TimeSpan.FromMinutes(6), clock.Until(Micros(Start.AddHours(-3))));
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(Start.AddHours(1), clock.Now);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Start.AddHours(2), clock.Now);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.Until(Micros(Start.AddHours(2).AddSeconds(5))));
    }

    private static long Micros(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds() * 1000;
}
