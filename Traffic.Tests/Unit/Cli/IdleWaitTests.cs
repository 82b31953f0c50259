using Traffic.Cli.Status;

namespace Traffic.Tests.Unit.Cli;

public sealed class IdleWaitTests
{
    [Fact]
    public void Observe_Empty_IsIdle() => Assert.True(new IdleWait(Status(0, null, 0, null)).IsIdle);

    [Fact]
    public void Observe_AllDoneAtOnce_IsIdle() => Assert.True(new IdleWait(Status(10, 10, 5, 5)).IsIdle);

    [Fact]
    public void Observe_StepByStep_WaitsForEach()
    {
        var wait = new IdleWait(Status(10, null, 0, null));
        Assert.Equal("processor is at 0 of 10 in raw/0", wait.Waiting);
        wait.Observe(Status(10, 10, 5, 3, unfinished: 2));
        Assert.Equal("2 windows of raw/0, run r, are not final", wait.Waiting);
        wait.Observe(Status(10, 10, 7, 6));
        Assert.Equal("sink is at 6 of 7 in clean/0", wait.Waiting);
        wait.Observe(Status(10, 10, 7, 7));
        Assert.True(wait.IsIdle);
    }

    [Fact]
    public void Observe_NewerInput_IsNotWaitedFor()
    {
        var wait = new IdleWait(Status(10, 5, 5, 5));
        Assert.False(wait.IsIdle);
        // Live records go on: more in raw, their windows are open, and the tables are a little behind.
        wait.Observe(Status(30, 12, 9, 6, unfinished: 4));
        Assert.Equal("sink is at 6 of 9 in clean/0", wait.Waiting);
        wait.Observe(Status(50, 40, 20, 9, unfinished: 4));
        Assert.True(wait.IsIdle);
    }

    [Fact]
    public void Observe_WindowsOfALaneWithoutNewerInput_AreWaitedFor()
    {
        var wait = new IdleWait(Status(10, 10, 5, 5, unfinished: 1));
        wait.Observe(Status(10, 10, 5, 5, unfinished: 1));
        Assert.False(wait.IsIdle);
    }

    [Fact]
    public void Observe_DeletedLog_NeedsNobody() => Assert.True(new IdleWait(Status(10, null, 5, null, start: 10, cleanStart: 5)).IsIdle);

    private static PipelineStatus Status(long raw, long? processed, long clean, long? stored, long unfinished = 0, long start = 0, long cleanStart = 0) => new(
        DateTimeOffset.UnixEpoch,
        [],
        [],
        [
            new TopicStatus("raw", "raw", 0, [new PartitionStatus(0, start, raw, processed is { } p ? new ReaderStatus(p, raw - p) : null, null)]),
            new TopicStatus("clean", "clean", 0, [new PartitionStatus(0, cleanStart, clean, null, stored is { } s ? new ReaderStatus(s, clean - s) : null)]),
            new TopicStatus("changelog", "changelog", 0, [new PartitionStatus(0, 0, 99, null, null)]),
        ],
        [new LaneStatus("raw", 0, "r", unfinished)]);
}
