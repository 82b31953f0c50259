using FsCheck;
using FsCheck.Fluent;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>What comes out depends on the log alone.</summary>
public sealed class DeterminismProperties
{
    [Fact]
    public void BatchSize_DoesNotMatter() =>
        Prop.ForAll(Step.Logs, Gen.Choose(1, 40).ToArbitrary(), (steps, size) =>
            Assert.Equal(Outcome.Of(Run(steps, 1000)), Outcome.Of(Run(steps, size)))).QuickCheckThrowOnFailure();

    [Fact]
    public void RestartAnywhere_IsNoRestart() =>
        Prop.ForAll(Step.Logs, Gen.Choose(0, 80).Two().ToArbitrary(), (steps, at) =>
        {
            var driver = Filled(steps);
            driver.Run(7, Math.Min(at.Item1, at.Item2)).Checkpoint();
            driver.Run(5, Math.Abs(at.Item1 - at.Item2)).Restart();
            Assert.Equal(Outcome.Of(Run(steps, 1000)), Outcome.Of(driver.Run(3)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RestartsAfterTornCommits_AreNoRestarts() =>
        Prop.ForAll(Step.Logs, Gen.Choose(0, 80).Three().ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (steps, at, torn) =>
        {
            var stops = new[] { at.Item1, at.Item2, at.Item3 }.Order().ToArray();
            var driver = Filled(steps);
            driver.Run(7, stops[0]).Checkpoint();
            driver.Run(5, stops[1] - stops[0]).Checkpoint().Restart(torn);
            driver.Run(2, stops[2] - stops[1]).Checkpoint().Run(2, 3).Checkpoint().Restart(torn / 2);
            Assert.Equal(Outcome.Of(Run(steps, 1000)), Outcome.Of(driver.Run(3).Checkpoint().Restart().Run()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WallClock_DoesNotMatter() =>
        Prop.ForAll(Step.Logs, Gen.Choose(0, 200).ToArbitrary(), (steps, seconds) =>
        {
            var driver = Filled(steps);
            for (var i = 0; i < steps.Length; i += 10)
            {
                driver.Run(10, 10).Advance(TimeSpan.FromSeconds(seconds));
            }

            Assert.Equal(Outcome.Of(Run(steps, 1000)), Outcome.Of(driver.Run()));
        }).QuickCheckThrowOnFailure();

    private static TestDriver Run(Step[] steps, int batchSize) => Filled(steps).Run(batchSize);

    private static TestDriver Filled(Step[] steps)
    {
        // Two partitions, so that some keys belong elsewhere; a short horizon, so that ids are forgotten.
        var stream = Records.Passages with { Lateness = TimeSpan.FromSeconds(40), Horizon = TimeSpan.FromSeconds(60) };
        var driver = new TestDriver(stream, partitionCount: 2);
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i].AppendTo(driver, i);
        }

        return driver;
    }
}
