using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Traffic.Tests.Kafka.Broker;

internal static class Topics
{
    private static int _last;

    public static IAdminClient Admin(EmbeddedBroker broker) => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.BootstrapServers }).Build();

    /// <summary>Creates a topic under a name that no other test uses.</summary>
    public static async Task<string> CreateAsync(EmbeddedBroker broker, int partitions, params (string Name, string Value)[] settings)
    {
        var name = $"topic-{Interlocked.Increment(ref _last)}";
        using var admin = Admin(broker);
        await admin.CreateTopicsAsync([new TopicSpecification { Name = name, NumPartitions = partitions, Configs = settings.ToDictionary(s => s.Name, s => s.Value) }]);
        return name;
    }
}
