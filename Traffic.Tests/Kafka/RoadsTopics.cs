using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;

namespace Traffic.Tests.Kafka;

/// <summary>A broker with the topics and reference data of the feeds, as <c>init</c> leaves it.</summary>
public sealed class RoadsTopics : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private ServiceProvider? _services;

    public EmbeddedBroker Broker { get; } = new();

    public KafkaClients Clients => _services!.GetRequiredService<KafkaClients>();

    public async ValueTask InitializeAsync()
    {
        await Broker.InitializeAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:kafka", Broker.BootstrapServers)]).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddTrafficKafka(configuration, FeedCatalogue.Default.Feeds)
            .BuildServiceProvider();
        await _services.GetRequiredService<TopicAdmin>().EnsureAsync(_services.GetRequiredService<TopicCatalogue>().Topics, CancellationToken.None);
        await _services.GetRequiredService<ReferencePublisher>().PublishAsync(CancellationToken.None);
    }

    /// <summary>Records of the topics whose names begin so, by topic, partition and offset: all, or the last few of each partition.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> Read(string prefix, int last = int.MaxValue)
    {
        using var admin = Clients.CreateAdmin();
        using var reader = Clients.CreateReader("test");
        var partitions = admin.GetMetadata(Timeout).Topics
            .Where(t => t.Topic.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(t => t.Partitions.Select(p => new TopicPartition(t.Topic, p.PartitionId)))
            .ToList();
        reader.Assign(partitions.Select(p => new TopicPartitionOffset(p, last == int.MaxValue ? Offset.Beginning : Math.Max(0, reader.QueryWatermarkOffsets(p, Timeout).High.Value - last))));
        var (records, left) = (new List<ConsumeResult<byte[]?, byte[]?>>(), partitions.ToHashSet());
        while (left.Count > 0)
        {
            var record = reader.Consume(Timeout) ?? throw new TimeoutException($"the broker does not give {left.First()}");
            if (record.IsPartitionEOF)
            {
                left.Remove(record.TopicPartition);
            }
            else
            {
                records.Add(record);
            }
        }

        return [.. records.OrderBy(r => r.Topic, StringComparer.Ordinal).ThenBy(r => r.Partition.Value).ThenBy(r => r.Offset.Value)];
    }

    public static string? Header(ConsumeResult<byte[]?, byte[]?> record, string name) =>
        record.Message.Headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Broker.DisposeAsync();
    }
}
