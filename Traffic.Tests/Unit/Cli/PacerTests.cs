using Traffic.Cli.Replay;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Unit.Cli;

public sealed class PacerTests
{
    [Fact]
    public void Until_IsEventTimeSinceTheFirstBySpeed()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pacer = new Pacer(60, time);
        Assert.Equal(TimeSpan.Zero, pacer.Until(1_000_000_000));
        Assert.Equal(TimeSpan.FromSeconds(5), pacer.Until(1_300_000_000));
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(-2), pacer.Until(1_300_000_000));
    }
}
