using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Simulator.Emission;
using Traffic.Streaming.Processing;

namespace Traffic.Simulator.Kafka;

/// <summary>The raw topics in Kafka. A broker that falls behind fills the producer's queue, which then holds the simulation back.</summary>
internal sealed class PassageLog(KafkaClients clients, TimeProvider time) : IPassageLog, IDisposable
{
    /// <summary>Pause before a full queue is tried again.</summary>
    private static readonly TimeSpan QueueFullPause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(10);

    private readonly TailReader _tails = new(clients);
    private readonly RecordProducer _producer = clients.CreateProducer("simulator");
    private readonly IAdminClient _admin = clients.CreateAdmin();
    private readonly Dictionary<string, DeliveryGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>Asks for all topics: a question for one that is missing would let some brokers create it.</summary>
    public Task<IReadOnlyList<SimulationPosition?>?> ReadTailsAsync(string topic, CancellationToken cancellationToken) => Task.Run(
        () => _admin.GetMetadata(MetadataTimeout).Topics.Find(t => t.Topic == topic) is { Error.IsError: false } found
            ? _tails.Read(topic, found.Partitions.Count, cancellationToken)
            : null,
        cancellationToken);

    public async ValueTask AppendAsync(PassageRecord record, CancellationToken cancellationToken)
    {
        if (!_groups.TryGetValue(record.Topic, out var group))
        {
            _groups[record.Topic] = group = _producer.Begin();
        }

        var headers = RawHeaders.Write(new RecordHeaders(Run: null), record.Position.ToString());
        while (!group.TryProduce(record.Topic, record.Partition, record.Key, record.Value, headers))
        {
            await Task.Delay(QueueFullPause, time, cancellationToken);
        }
    }

    public Task StoredAsync(string topic, CancellationToken cancellationToken) =>
        _groups.Remove(topic, out var group) ? group.CompleteAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Waits until all that was handed over is stored.</summary>
    public Task StoredAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_groups.Keys.ToList().Select(t => StoredAsync(t, cancellationToken)));

    public void Dispose()
    {
        _admin.Dispose();
        _producer.Dispose();
    }
}
