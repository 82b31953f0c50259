using Traffic.Embedded.Broker.Partitions;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>Fetches that wait for a partition to grow.</summary>
internal sealed class AppendWaiters
{
    private readonly Lock _lock = new();
    private readonly List<FetchWaiter> _waiters = [];
    private volatile int _count;

    public void Add(FetchWaiter waiter)
    {
        lock (_lock)
        {
            _waiters.Add(waiter);
            _count = _waiters.Count;
        }
    }

    public void Remove(FetchWaiter waiter)
    {
        lock (_lock)
        {
            _waiters.Remove(waiter);
            _count = _waiters.Count;
        }
    }

    public void Signal()
    {
        // Seen after the append: a fetch registers first and looks at the log then, so none is missed.
        Interlocked.MemoryBarrier();
        if (_count == 0)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var waiter in _waiters)
            {
                waiter.Signal();
            }
        }
    }
}
