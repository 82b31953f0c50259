using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Traffic.Kafka;

/// <summary>The one place that knows librdkafka's settings. Whoever builds a client disposes it.</summary>
public sealed class KafkaClients(IOptions<KafkaOptions> options, ILogger<KafkaClients> log)
{
    /// <summary>Dead letters carry the raw record plus headers, so they may be larger than what raw topics take.</summary>
    public const int LargestMessage = 2 * 1024 * 1024;

    /// <summary>After this silence a member of a group is taken for dead: the shortest that brokers accept by default.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(6);

    private const int FirstWithQueueBackoff = 0x02_02_00_00;

    static KafkaClients() => ClientLibrary.Prepare();

    public KafkaOptions Options => options.Value;

    /// <summary>An idempotent producer that keeps the order per partition and partitions by murmur2 of the key, as Java clients do.</summary>
    public RecordProducer CreateProducer(string name)
    {
        var config = Common(new ProducerConfig
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            Partitioner = Partitioner.Murmur2Random,
            LingerMs = 5,
            CompressionType = CompressionType.Lz4,
            MessageMaxBytes = LargestMessage,
            QueueBufferingMaxKbytes = 16 * 1024,
            QueueBufferingMaxMessages = 100_000,
            MessageTimeoutMs = 60_000,
            DeliveryReportFields = "none",
        }, name);
        return new RecordProducer(new ProducerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((_, message) => ClientLog.Write(log, message))
            .SetErrorHandler((_, error) => ClientLog.Write(log, name, error))
            .Build());
    }

    /// <summary>
    /// A consumer that never commits by itself, finds new topics within 5 s, starts at the earliest record where it has no offset,
    /// and reports the end of partitions.
    /// </summary>
    /// <param name="configure">Changes what is different for one group.</param>
    public ConsumerBuilder<TKey, TValue> Consumer<TKey, TValue>(string group, Action<ConsumerConfig>? configure = null)
    {
        var config = Common(new ConsumerConfig
        {
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.Range,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AllowAutoCreateTopics = false,
            SessionTimeoutMs = (int)SessionTimeout.TotalMilliseconds,
            HeartbeatIntervalMs = (int)SessionTimeout.TotalMilliseconds / 4,
            TopicMetadataRefreshIntervalMs = 5_000,
            // One queue holds the records of all partitions. Once it is full, librdkafka before 2.2 looks again only after a second,
            // so what fits into it and one more fetch bounds the rate of a fast reader.
            QueuedMaxMessagesKbytes = 16 * 1024,
            MaxPartitionFetchBytes = 512 * 1024,
            FetchMaxBytes = 1024 * 1024,
            FetchErrorBackoffMs = 100,
        }, group);
        configure?.Invoke(config);
        if (Library.Version >= FirstWithQueueBackoff)
            config.Set("fetch.queue.backoff.ms", "10");
        return new ConsumerBuilder<TKey, TValue>(config)
            .SetLogHandler((_, message) => ClientLog.Write(log, message))
            .SetErrorHandler((_, error) => ClientLog.Write(log, group, error));
    }

    /// <summary>A consumer of given partitions outside any group.</summary>
    public IConsumer<byte[]?, byte[]?> CreateReader(string name) => Consumer<byte[]?, byte[]?>($"{Options.ApplicationId}.{name}").Build();

    public IAdminClient CreateAdmin() => new AdminClientBuilder(Common(new AdminClientConfig(), "admin"))
        .SetLogHandler((_, message) => ClientLog.Write(log, message))
        .SetErrorHandler((_, error) => ClientLog.Write(log, "admin", error))
        .Build();

    private T Common<T>(T config, string name)
        where T : ClientConfig
    {
        config.BootstrapServers = options.Value.BootstrapServers;
        config.ClientId = $"{options.Value.ApplicationId}.{name}";
        config.ReconnectBackoffMs = 100;
        config.ReconnectBackoffMaxMs = 1_000;
        config.SocketNagleDisable = true;
        foreach (var (key, value) in options.Value.Config)
            config.Set(key, value);
        return config;
    }
}
