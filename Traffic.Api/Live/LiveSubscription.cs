namespace Traffic.Api.Live;

/// <summary>
/// What waits to be sent to one connection. A window that changes again before it was sent is sent once, with its latest content; a
/// connection that is too slow for that too is told to read again. Used under the hub's lock, but for waiting.
/// </summary>
internal sealed class LiveSubscription(LiveQuery query, LiveVector? resume) : IDisposable
{
    public const int MaxPending = 20_000;

    private readonly Dictionary<string, long[]> _from = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Topic, string Key), LinkedListNode<LiveMessage>> _byKey = [];
    private readonly LinkedList<LiveMessage> _pending = [];
    private readonly SemaphoreSlim _signal = new(0, 1);
    private bool _lost;

    public LiveQuery Query => query;

    /// <summary>Waits until there is something to send.</summary>
    /// <returns>False after the time-out.</returns>
    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => _signal.WaitAsync(timeout, cancellationToken);

    /// <summary>Begins to take messages of a topic: from where the connection before it was, else from now on.</summary>
    public void Attach(TopicLog log)
    {
        var name = log.Topic.Name;
        if (resume is null)
        {
            _from[name] = log.Now();
        }
        else if (resume.Next.TryGetValue(name, out var from) && log.Has(from))
        {
            _from[name] = from;
            foreach (var message in log.From(from))
            {
                Add(message);
            }
        }
        else
        {
            _from[name] = log.Now();
            Reset();
        }
    }

    /// <summary>Takes the message unless it is from before the connection, or filtered out.</summary>
    public void Add(LiveMessage message)
    {
        if (!_from.TryGetValue(message.Place.Topic, out var from) || message.Place.Offset.Value < from[message.Place.Partition.Value] || !Passes(message))
        {
            return;
        }

        if (message.Key is not { } key)
        {
            _pending.AddLast(message);
        }
        else if (_byKey.TryGetValue((message.Place.Topic, key), out var waiting))
        {
            waiting.Value = message;
        }
        else
        {
            _byKey[(message.Place.Topic, key)] = _pending.AddLast(message);
        }

        if (_pending.Count > MaxPending)
        {
            Reset();
        }

        Signal();
    }

    /// <summary>Drops what waits and has the client told that it lost something.</summary>
    public void Reset()
    {
        _pending.Clear();
        _byKey.Clear();
        _lost = true;
        Signal();
    }

    /// <summary>Takes what waits.</summary>
    public (IReadOnlyList<LiveMessage> Messages, bool Reset) Take()
    {
        List<LiveMessage> messages = [.. _pending];
        var lost = _lost;
        _pending.Clear();
        _byKey.Clear();
        _lost = false;
        return (messages, lost);
    }

    /// <summary>Where the client is when it has what was taken last; null while a topic is not open yet.</summary>
    public LiveVector? VectorAt(IReadOnlyDictionary<string, TopicLog> logs)
    {
        var next = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var topic in query.Topics)
        {
            if (!logs.TryGetValue(topic.Name, out var log) || !_from.TryGetValue(topic.Name, out var from))
            {
                return null;
            }

            next[topic.Name] = [.. log.Next.Zip(from, Math.Max)];
        }

        return new(next);
    }

    public void Dispose() => _signal.Dispose();

    private bool Passes(LiveMessage message)
    {
        foreach (var filter in query.Filters)
        {
            if (message.Values.TryGetValue(filter.Field.Name, out var value) && !filter.Texts.Contains(value, StringComparer.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
