namespace Traffic.Processor.Telemetry;

/// <summary>What a worker says of itself to the health check. Written by the worker's thread, read by any.</summary>
internal sealed class WorkerState(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _stopped = new(StringComparer.Ordinal);
    private DateTimeOffset _polled = time.GetUtcNow();
    private string? _failure;
    private int? _partitions;

    /// <summary>The worker polls; it owns that many partitions, null while it has no assignment or restores its state.</summary>
    public void Polled(int? partitions)
    {
        lock (_lock)
        {
            _partitions = partitions;
            if (partitions is null)
                return;
            _polled = time.GetUtcNow();
            _failure = null;
        }
    }

    /// <summary>A session of the worker ended by an error; it starts another one.</summary>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            _failure = reason;
            _partitions = null;
            _stopped.Clear();
        }
    }

    /// <summary>A partition can't go on; the others do.</summary>
    public void Stopped(string partition, string reason)
    {
        lock (_lock)
            _stopped[partition] = reason;
    }

    public void Released()
    {
        lock (_lock)
            _stopped.Clear();
    }

    /// <summary>Whether all is well, and what there is to say.</summary>
    public (bool Healthy, string Text) Describe()
    {
        lock (_lock)
        {
            if (_failure is not null)
                return (false, _failure);
            if (_stopped.Count > 0)
                return (false, string.Join("; ", _stopped.Select(s => $"{s.Key} stopped: {s.Value}")));
            var silence = time.GetUtcNow() - _polled;
            if (silence > Patience)
                return (false, _partitions is null ? $"no partitions assigned for {silence.TotalSeconds:F0} s" : $"no poll for {silence.TotalSeconds:F0} s");
            return (true, _partitions is { } n ? $"{n} partitions" : "waiting for partitions");
        }
    }
}
