using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Api.Live;

/// <summary>Hands the records of tailed topics to the connections that want them. Thread-safe.</summary>
internal sealed class LiveHub(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<LiveSubscription> _subscriptions = [];
    private readonly Dictionary<string, TopicLog> _logs = new(StringComparer.Ordinal);
    private long _lastUsed;

    /// <summary>A subscription came: a tail is needed.</summary>
    public event Action? Subscribed;

    public LiveSubscription Subscribe(LiveQuery query, LiveVector? resume)
    {
        var subscription = new LiveSubscription(query, resume);
        lock (_lock)
        {
            _subscriptions.Add(subscription);
            foreach (var topic in query.Topics)
            {
                if (_logs.TryGetValue(topic.Name, out var log))
                {
                    subscription.Attach(log);
                }
            }
        }

        Subscribed?.Invoke();
        return subscription;
    }

    public void Unsubscribe(LiveSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
            _lastUsed = time.GetTimestamp();
        }

        subscription.Dispose();
    }

    /// <summary>What the connection sends next.</summary>
    public LiveBatch Take(LiveSubscription subscription)
    {
        lock (_lock)
        {
            var (messages, reset) = subscription.Take();
            return new(messages, reset, subscription.VectorAt(_logs));
        }
    }

    /// <summary>Topics that are wanted and not tailed.</summary>
    public IReadOnlyList<Topic> Missing()
    {
        lock (_lock)
        {
            return [.. _subscriptions.SelectMany(s => s.Query.Topics).Where(t => !_logs.ContainsKey(t.Name)).DistinctBy(t => t.Name)];
        }
    }

    public void Open(TopicLog log)
    {
        lock (_lock)
        {
            _logs[log.Topic.Name] = log;
            foreach (var subscription in _subscriptions.Where(s => s.Query.Topics.Any(t => t.Name == log.Topic.Name)))
            {
                subscription.Attach(log);
            }
        }
    }

    public void Publish(IReadOnlyList<(TopicPartitionOffset Place, LiveMessage? Message)> records)
    {
        lock (_lock)
        {
            foreach (var (place, message) in records)
            {
                _logs[place.Topic].Add(place, message);
                if (message is null)
                {
                    continue;
                }

                foreach (var subscription in _subscriptions)
                {
                    subscription.Add(message);
                }
            }
        }
    }

    /// <summary>Forgets the logs unless somebody listens, or did a moment ago and may come back to resume.</summary>
    /// <returns>Whether the tail can end.</returns>
    public bool TryClose(TimeSpan linger)
    {
        lock (_lock)
        {
            if (_subscriptions.Count > 0 || time.GetElapsedTime(_lastUsed) < linger)
            {
                return false;
            }

            _logs.Clear();
            return true;
        }
    }

    /// <summary>The tail broke: all that listen must read again.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            _logs.Clear();
            foreach (var subscription in _subscriptions)
            {
                subscription.Reset();
            }
        }
    }
}
