using Confluent.Kafka;

namespace Traffic.Tests.Kafka.Broker;

internal static class Records
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task ProduceAsync(EmbeddedBroker broker, string topic, int count, Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig { BootstrapServers = broker.BootstrapServers, Acks = Acks.All, LingerMs = 5, Partitioner = Partitioner.Murmur2Random };
        configure?.Invoke(config);
        using var producer = new ProducerBuilder<string, string>(config).Build();
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => producer.ProduceAsync(topic, new() { Key = $"key {i}", Value = $"value {i}" })));
    }

    /// <summary>The first <paramref name="count"/> records of all partitions, from the beginning.</summary>
    public static List<ConsumeResult<string, string>> Consume(EmbeddedBroker broker, string topic, int count) => Consume<string>(broker, topic, count);

    public static List<ConsumeResult<T, T>> Consume<T>(EmbeddedBroker broker, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<T, T>(Config(broker, "none")).Build();
        using var admin = Topics.Admin(broker);
        var partitions = admin.GetMetadata(topic, Patience).Topics[0].Partitions;
        consumer.Assign(partitions.Select(p => new TopicPartitionOffset(topic, p.PartitionId, Offset.Beginning)));
        var records = new List<ConsumeResult<T, T>>();
        while (records.Count < count)
        {
            records.Add(consumer.Consume(Patience) ?? throw new TimeoutException($"{records.Count} of {count} records came"));
        }

        return records;
    }

    public static IConsumer<string, string> Consumer(EmbeddedBroker broker, string group, Action<ConsumerConfig>? configure = null)
    {
        var config = Config(broker, group);
        configure?.Invoke(config);
        return new ConsumerBuilder<string, string>(config).Build();
    }

    public static ConsumerConfig Config(EmbeddedBroker broker, string group) => new()
    {
        BootstrapServers = broker.BootstrapServers,
        GroupId = group,
        EnableAutoCommit = false,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        CheckCrcs = true,
        FetchMaxBytes = 50_000_000,
        MaxPartitionFetchBytes = 20_000_000,
    };
}
