using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Traffic.Simulator.Emission;
using Traffic.Simulator.Roads;

namespace Traffic.Tests.Unit.Simulator;

public sealed class RoadSimulationTests
{
    private const int Partitions = 4;

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 3, 20, TimeSpan.Zero);
    private static readonly DateTimeOffset Backfilled = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(150);
    private static readonly (string, int, bool, int)[] TwoRoads = [("Small Road", 1, false, 20), ("Large Road", 3, true, 60)];

    [Fact]
    public async Task Run_FirstStart_BackfillsSixHoursAtOnceAndGoesLive()
    {
        using var time = new SelfAdvancingTime(Start, Start.AddMinutes(20));
        var log = await RunAsync(time, Roads.Catalogue(TwoRoads));
        Assert.Equal(Backfilled, log.Appended.Min(e => e.EventTime));
        Assert.All(log.Appended.Where(e => e.EventTime < Start), e => Assert.Equal(Start, e.At));
        var live = log.Appended.Where(e => e.EventTime > Start).ToList();
        Assert.NotEmpty(live);
        Assert.All(live, e => Assert.InRange(e.At, e.EventTime, e.EventTime + Second + Tick));
    }

    [Fact]
    public async Task Run_SeveralRoads_AdvanceTogether()
    {
        using var time = new SelfAdvancingTime(Start, Start.AddMinutes(20));
        var times = (await RunAsync(time, Roads.Catalogue(TwoRoads))).Appended.Select(e => e.EventTime).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task Run_Records_AreKeyedByDirectionAndLaneInTheirPartition()
    {
        using var time = new SelfAdvancingTime(Start, Start.AddMinutes(1));
        var log = await RunAsync(time, Roads.Catalogue(TwoRoads));
        var keys = log.Topics[Roads.Large].SelectMany((p, i) => p.Select(e => (Key: global::System.Text.Encoding.UTF8.GetString(e.Record.Key), Partition: i))).Distinct().ToList();
        Assert.Equal(["0-1", "0-2", "0-3", "1-1", "1-2", "1-3"], keys.Select(k => k.Key).Order());
        // As Java's DefaultPartitioner puts them.
        Assert.Equal(2, keys.Single(k => k.Key == "0-2").Partition);
        Assert.Equal(3, keys.Single(k => k.Key == "1-1").Partition);
    }

    [Fact]
    public void Run_KilledAnywhere_LosesAndDoublesNothing() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => KilledEqualsUndisturbedAsync(seed).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public async Task Run_StoppedForMoreThanADay_StartsSixHoursBack()
    {
        using var before = new SelfAdvancingTime(Start, Start.AddMinutes(1));
        var log = await RunAsync(before, Roads.Catalogue(TwoRoads));
        var count = log.Appended.Count;
        var later = Start.AddHours(25);
        using var after = new SelfAdvancingTime(later, later.AddMinutes(1));
        await RunAsync(after, Roads.Catalogue(TwoRoads), log);
        Assert.Equal(Backfilled.AddHours(25), log.Appended.Skip(count).Min(e => e.EventTime));
    }

    [Fact]
    public async Task Run_StoppedForLess_CatchesUp()
    {
        using var before = new SelfAdvancingTime(Start, Start.AddMinutes(1));
        var log = await RunAsync(before, Roads.Catalogue(TwoRoads));
        var (count, last) = (log.Appended.Count, log.Appended.Max(e => e.EventTime));
        var later = Start.AddHours(23);
        using var after = new SelfAdvancingTime(later, later.AddMinutes(1));
        await RunAsync(after, Roads.Catalogue(TwoRoads), log);
        Assert.InRange(log.Appended.Skip(count).Min(e => e.EventTime), last, last.AddSeconds(60));
    }

    [Fact]
    public async Task Run_Accelerated_StartsADayBackAndFallsBackToRealTime()
    {
        using var time = new SelfAdvancingTime(Start, Start.AddMinutes(30));
        var log = await RunAsync(time, Roads.Catalogue(TwoRoads), speed: 97);
        Assert.InRange(log.Appended.Min(e => e.EventTime), Start.AddHours(-24).AddMinutes(-5), Start.AddHours(-24));
        var caughtUp = Start.AddMinutes(15);
        Assert.All(log.Appended.Where(e => e.EventTime > Start.AddHours(-24) && e.At < caughtUp), e =>
        {
            var due = Start + ((e.EventTime - Start.AddHours(-24)) / 97);
            Assert.InRange(e.At, due, due + (Second / 97) + Tick);
        });
        Assert.All(log.Appended.Where(e => e.At > caughtUp.AddSeconds(1)), e => Assert.InRange(e.At, e.EventTime, e.EventTime + Second + Tick));
    }

    [Fact]
    public async Task Run_AcceleratedAgain_GoesOnWhereItStopped()
    {
        using var before = new SelfAdvancingTime(Start, Start.AddMinutes(1));
        var log = await RunAsync(before, Roads.Catalogue(TwoRoads));
        var (count, last) = (log.Appended.Count, log.Appended.Max(e => e.EventTime));
        var later = Start.AddHours(5);
        using var after = new SelfAdvancingTime(later, later.AddMinutes(30));
        await RunAsync(after, Roads.Catalogue(TwoRoads), log, speed: 60);
        Assert.All(log.Appended.Skip(count).Where(e => e.At < later.AddMinutes(4)), e =>
            Assert.InRange(e.At, later + ((e.EventTime - last) / 60) - TimeSpan.FromSeconds(1), later + ((e.EventTime - last) / 60) + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Run_RoadAdded_AppearsWhenItsTopicExists()
    {
        using var time = new SelfAdvancingTime(Start, Start.AddMinutes(10));
        var roads = Roads.Catalogue(TwoRoads[0]);
        var log = new MemoryLog(time, Partitions);
        log.Create(Roads.Small);
        var running = Simulation(log, roads, time).RunAsync(time.Ended);
        Roads.Update(roads, TwoRoads);
        log.Create(Roads.Large);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(Backfilled, log.Appended.Where(e => e.Record.Topic == Roads.Large).Min(e => e.EventTime));
        Assert.Equal(Backfilled, log.Appended.Where(e => e.Record.Topic == Roads.Small).Min(e => e.EventTime));
    }

    [Fact]
    public async Task Run_RoadRemoved_EndsWithItsRun()
    {
        using var time = new SelfAdvancingTime(Start, Start.AddMinutes(30));
        var roads = Roads.Catalogue(TwoRoads);
        var log = NewLog(time);
        log.BeforeAppend = now =>
        {
            if (now > Start.AddMinutes(2))
            {
                Roads.Update(roads, TwoRoads[0]);
            }
        };
        await RunAsync(time, roads, log);
        Assert.InRange(log.Appended.Where(e => e.Record.Topic == Roads.Large).Max(e => e.EventTime), Start, new DateTimeOffset(2026, 11, 21, 12, 10, 0, TimeSpan.Zero));
        Assert.True(log.Appended.Where(e => e.Record.Topic == Roads.Small).Max(e => e.EventTime) > Start.AddMinutes(25));
    }

    private static async Task<bool> KilledEqualsUndisturbedAsync(int seed)
    {
        var random = new global::System.Random(seed);
        var end = Start.AddMinutes(12);
        using var undisturbed = new SelfAdvancingTime(Start, end);
        var expected = await RunAsync(undisturbed, Roads.Catalogue(TwoRoads));

        using var time = new SelfAdvancingTime(Start, end);
        var log = NewLog(time);
        for (var kills = 0; !time.Ended.IsCancellationRequested; kills++)
        {
            log.DieAfter(kills < 4 ? random.Next(3000) : int.MaxValue);
            var ended = await Record.ExceptionAsync(() => Simulation(log, Roads.Catalogue(TwoRoads), time).RunAsync(time.Ended));
            if (ended is MemoryLog.CrashException)
            {
                log.Crash(random);
            }
        }

        Assert.Equal(Stored(expected), Stored(log));
        return true;

        // What is due in the last second may or may not have been sent.
        List<string> Stored(MemoryLog of) =>
            [.. of.Topics.SelectMany(t => t.Value.SelectMany((p, i) => p.Where(e => e.EventTime < end.AddSeconds(-1)).Select(e => $"{t.Key}/{i} {e.Record.Position}")))];
    }

    private static async Task<MemoryLog> RunAsync(SelfAdvancingTime time, RoadCatalogue roads, MemoryLog? log = null, double speed = 1)
    {
        log ??= NewLog(time);
        log.Time = time;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Simulation(log, roads, time, speed).RunAsync(time.Ended));
        return log;
    }

    private static MemoryLog NewLog(TimeProvider time)
    {
        var log = new MemoryLog(time, Partitions);
        log.Create(Roads.Small);
        log.Create(Roads.Large);
        return log;
    }

    private static RoadSimulation Simulation(MemoryLog log, RoadCatalogue roads, TimeProvider time, double speed = 1) =>
        new(log, roads, new RoadModel("seed"), speed, time, NullLogger.Instance);
}
