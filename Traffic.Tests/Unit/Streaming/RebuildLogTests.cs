using Traffic.Streaming.Deduplication;
using Traffic.Streaming.Lanes;

namespace Traffic.Tests.Unit.Streaming;

public sealed class RebuildLogTests
{
    private readonly RebuildLog _log = new(horizon: 80);
    private readonly LaneClock _clock = new(Records.Passages);

    [Fact]
    public void ToCheckpoint_Empty_IsNull()
    {
        Assert.Null(_log.ToCheckpoint());
        Assert.Null(_log.FirstOffset);
    }

    [Fact]
    public void ToCheckpoint_HasTheClockBeforeTheFirstRecord()
    {
        Accept(5, 100);
        Assert.Equal((5, LaneClock.Never, -1), Start());
    }

    [Fact]
    public void Forget_SegmentWithAnIdThatCounts_KeepsAllOfIt()
    {
        Accept(5, 100);
        Accept(6, 108);
        Accept(7, 200);
        _log.Forget(108);
        Assert.Equal(5, _log.FirstOffset);
        _log.Forget(109);
        Assert.Equal((7, 108, -1), Start());
    }

    [Fact]
    public void Exclude_BeforeTheStart_IsDropped()
    {
        Accept(5, 100);
        _log.Exclude(6);
        _log.Exclude(7);
        Accept(8, 200);
        _log.Exclude(10);
        Assert.Equal([6, 7, 10, 10], _log.ToCheckpoint()!.Excluded);
        _log.Forget(150);
        Assert.Equal([10, 10], _log.ToCheckpoint()!.Excluded);
    }

    [Fact]
    public void Restore_OfACheckpoint_StartsThere()
    {
        Accept(5, 100);
        Accept(6, 300);
        var copy = new RebuildLog(80);
        copy.Restore(_log.ToCheckpoint()!, _clock.MaxEventTime);
        Assert.Equal(_log.ToCheckpoint()!.Offset, copy.ToCheckpoint()!.Offset);
        copy.Forget(300);
        Assert.Equal(5, copy.FirstOffset);
        copy.Forget(301);
        Assert.Null(copy.FirstOffset);
    }

    private void Accept(long offset, long eventTime)
    {
        _log.Accepted(offset, -1, _clock, eventTime);
        _clock.Advance(eventTime);
    }

    private (long Offset, long MaxEventTime, long Sequence) Start() =>
        _log.ToCheckpoint() is { } start ? (start.Offset, start.MaxEventTime, start.Sequence) : default;
}
