using System.Collections.Concurrent;
using Confluent.Kafka;

namespace Traffic.Tests.Kafka.Broker;

/// <summary>A consumer that polls on a thread of its own and tells what it owns and got.</summary>
internal sealed class GroupMemberDriver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, bool> _owned = [];
    private readonly IConsumer<string, string> _consumer;
    private readonly Task _polling;
    private volatile bool _closing;
    private volatile bool _silent;
    private int _assignments;

    public GroupMemberDriver(EmbeddedBroker broker, string group, string topic, PartitionAssignmentStrategy strategy, Action<ConsumerConfig>? configure = null)
    {
        var config = Records.Config(broker, group);
        config.PartitionAssignmentStrategy = strategy;
        config.HeartbeatIntervalMs = 300;
        configure?.Invoke(config);
        _consumer = new ConsumerBuilder<string, string>(config)
            .SetPartitionsAssignedHandler((_, partitions) =>
            {
                Interlocked.Increment(ref _assignments);
                partitions.ForEach(p => _owned[p.Partition.Value] = true);
            })
            .SetPartitionsRevokedHandler((_, partitions) => partitions.ForEach(p => _owned.TryRemove(p.Partition.Value, out var _)))
            .SetPartitionsLostHandler((_, partitions) => partitions.ForEach(p => _owned.TryRemove(p.Partition.Value, out var _)))
            .Build();
        _consumer.Subscribe(topic);
        _polling = Task.Factory.StartNew(Poll, TaskCreationOptions.LongRunning);
    }

    public ICollection<int> Owned => _owned.Keys;

    public ConcurrentBag<string> Values { get; } = [];

    public int Assignments => Volatile.Read(ref _assignments);

    public Task OwnsAsync(int count) => Wait.ForAsync(() => _owned.Count == count, $"{count} partitions");

    public void StopPolling() => _silent = true;

    /// <summary>Leaves the group.</summary>
    public async Task CloseAsync()
    {
        _closing = true;
        await _polling;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _consumer.Dispose();
    }

    private void Poll()
    {
        while (!_closing)
        {
            if (_silent)
            {
                Task.Delay(50).Wait();
            }
            else if (_consumer.Consume(TimeSpan.FromMilliseconds(50)) is { } record)
            {
                Values.Add(record.Message.Value);
            }
        }

        _consumer.Close();
    }
}
