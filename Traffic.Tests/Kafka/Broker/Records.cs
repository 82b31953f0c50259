using Confluent.Kafka;

namespace Traffic.Tests.Kafka.Broker;

internal static class Records
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task ProduceAsync(EmbeddedBroker broker, string topic, int count, Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig { BootstrapServers = broker.BootstrapServers, Acks = Acks.All, LingerMs = 5 };
        configure?.Invoke(config);
        using var producer = new ProducerBuilder<string, string>(config).Build();
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => producer.ProduceAsync(topic, new() { Key = $"key {i}", Value = $"value {i}" })));
    }

    /// <summary>The first <paramref name="count"/> records of all partitions, from the beginning.</summary>
    public static List<ConsumeResult<string, string>> Consume(EmbeddedBroker broker, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig { BootstrapServers = broker.BootstrapServers, GroupId = "none", EnableAutoCommit = false }).Build();
        using var admin = Topics.Admin(broker);
        var partitions = admin.GetMetadata(topic, Patience).Topics[0].Partitions;
        consumer.Assign(partitions.Select(p => new TopicPartitionOffset(topic, p.PartitionId, Offset.Beginning)));
        var records = new List<ConsumeResult<string, string>>();
        while (records.Count < count)
        {
            records.Add(consumer.Consume(Patience) ?? throw new TimeoutException($"{records.Count} of {count} records came"));
        }

        return records;
    }
}
