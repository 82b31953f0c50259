using Traffic.Processor.Telemetry;

namespace Traffic.Tests.Unit.Processing;

public sealed class WorkerStateTests
{
    private readonly Clock _clock = new();
    private readonly WorkerState _state;

    public WorkerStateTests() => _state = new WorkerState(_clock);

    [Fact]
    public void Describe_JustStarted_IsHealthy() => Assert.Equal((true, "waiting for partitions"), _state.Describe());

    [Fact]
    public void Describe_NoPartitionsFor31Seconds_SaysSo()
    {
        _clock.Advance(31);
        _state.Polled(null);
        Assert.Equal((false, "no partitions assigned for 31 s"), _state.Describe());
    }

    [Fact]
    public void Describe_NoPollFor31Seconds_SaysSo()
    {
        _state.Polled(4);
        _clock.Advance(31);
        Assert.Equal((false, "no poll for 31 s"), _state.Describe());
    }

    [Fact]
    public void Describe_ReplicaWithoutAShare_IsHealthy()
    {
        _clock.Advance(31);
        _state.Polled(0);
        Assert.Equal((true, "0 partitions"), _state.Describe());
    }

    [Fact]
    public void Describe_FailedSession_IsUnhealthyUntilTheNextOneWorks()
    {
        _state.Failed("broker gone");
        _state.Polled(null);
        Assert.Equal((false, "broker gone"), _state.Describe());
        _state.Polled(4);
        Assert.Equal((true, "4 partitions"), _state.Describe());
    }

    [Fact]
    public void Describe_StoppedPartition_StaysUnhealthyWhileTheOthersGoOn()
    {
        _state.Stopped("t/1", "at offset 7: poison");
        _state.Polled(4);
        Assert.Equal((false, "t/1 stopped: at offset 7: poison"), _state.Describe());
        _state.Released();
        Assert.Equal((true, "4 partitions"), _state.Describe());
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public void Advance(int seconds) => _now = _now.AddSeconds(seconds);

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
