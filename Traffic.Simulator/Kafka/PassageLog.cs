using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Simulator.Emission;

namespace Traffic.Simulator.Kafka;

/// <summary>
/// The raw topics in Kafka. The idempotent producer keeps the order of each partition and never gives up on a record:
/// a broker that is away fills the producer's queue, which then holds the simulation back.
/// </summary>
internal sealed class PassageLog : IPassageLog, IDisposable
{
    private const int QueuedRecords = 20_000;

    /// <summary>Pause before a full queue is tried again: at full speed about a fifth of it drains meanwhile.</summary>
    private static readonly TimeSpan QueueFullPause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly TailReader _tails;
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly IAdminClient _admin;
    private readonly ConcurrentDictionary<string, Deliveries> _deliveries = new(StringComparer.Ordinal);

    public PassageLog(string servers, TimeProvider time)
    {
        _time = time;
        _tails = new TailReader(servers);
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = servers,
            ClientId = "simulator",
            EnableIdempotence = true,
            MessageTimeoutMs = 0,
            LingerMs = 20,
            CompressionType = CompressionType.Lz4,
            QueueBufferingMaxMessages = QueuedRecords,
            DeliveryReportFields = "status",
        }).Build();
        _admin = new DependentAdminClientBuilder(_producer.Handle).Build();
    }

    /// <summary>Asks for all topics: a question for one that is missing would let some brokers create it.</summary>
    public Task<IReadOnlyList<SimulationPosition?>?> ReadTailsAsync(string topic, CancellationToken cancellationToken) => Task.Run(
        () => _admin.GetMetadata(MetadataTimeout).Topics.Find(t => t.Topic == topic) is { Error.IsError: false } found
            ? _tails.Read(topic, found.Partitions.Count, cancellationToken)
            : null,
        cancellationToken);

    public async ValueTask AppendAsync(PassageRecord record, CancellationToken cancellationToken)
    {
        var deliveries = _deliveries.GetOrAdd(record.Topic, _ => new Deliveries());
        var message = new Message<byte[], byte[]>
        {
            Key = record.Key,
            Value = record.Value,
            Headers = [new Header(HeaderNames.Simulated, Encoding.ASCII.GetBytes(record.Position.ToString()))],
        };
        deliveries.Sent();
        while (true)
        {
            try
            {
                _producer.Produce(new TopicPartition(record.Topic, record.Partition), message, r => deliveries.Completed(r.Error));
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Delay(QueueFullPause, _time, cancellationToken);
            }
        }
    }

    public Task StoredAsync(string topic, CancellationToken cancellationToken) =>
        _deliveries.TryGetValue(topic, out var deliveries) ? deliveries.StoredAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Hands over what is queued, as far as that is possible within the time.</summary>
    public void Flush(TimeSpan timeout) => _producer.Flush(timeout);

    public void Dispose()
    {
        _admin.Dispose();
        _producer.Dispose();
    }
}
