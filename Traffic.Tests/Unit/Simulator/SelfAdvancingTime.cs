namespace Traffic.Tests.Unit.Simulator;

/// <summary>A clock that jumps to the end of every delay as soon as it begins, until a given time: then it cancels what it drives.</summary>
internal sealed class SelfAdvancingTime(DateTimeOffset start, DateTimeOffset end) : TimeProvider, IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private long _ticks = start.UtcTicks;

    /// <summary>Cancelled at the end.</summary>
    public CancellationToken Ended => _ended.Token;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            Interlocked.Add(ref _ticks, dueTime.Ticks);
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        }

        if (GetUtcNow() >= end)
        {
            _ended.Cancel();
        }

        return new Timer();
    }

    public void Dispose() => _ended.Dispose();

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
