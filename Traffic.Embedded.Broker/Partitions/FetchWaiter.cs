namespace Traffic.Embedded.Broker.Partitions;

/// <summary>Wakes a fetch that waits for data: by an append, at its deadline, or when the broker stops.</summary>
internal sealed class FetchWaiter : IDisposable
{
    private readonly ITimer _deadline;
    private readonly CancellationTokenRegistration _stopping;
    private TaskCompletionSource _signal = NewSignal();
    private volatile bool _expired;

    public FetchWaiter(TimeProvider time, TimeSpan wait, CancellationToken stopping)
    {
        _deadline = time.CreateTimer(static state => ((FetchWaiter)state!).Expire(), this, wait, Timeout.InfiniteTimeSpan);
        _stopping = stopping.UnsafeRegister(static state => ((FetchWaiter)state!).Expire(), this);
    }

    /// <summary>Whether nothing is worth waiting for any more.</summary>
    public bool IsExpired => _expired;

    public void Signal() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>To be called before the log is looked at: a signal after it ends the next <see cref="WaitAsync"/> at once.</summary>
    public void Arm()
    {
        if (_signal.Task.IsCompleted)
        {
            Volatile.Write(ref _signal, NewSignal());
            if (_expired)
            {
                Signal();
            }
        }
    }

    public Task WaitAsync() => _signal.Task;

    public void Dispose()
    {
        _deadline.Dispose();
        _stopping.Dispose();
    }

    private void Expire()
    {
        _expired = true;
        Signal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
