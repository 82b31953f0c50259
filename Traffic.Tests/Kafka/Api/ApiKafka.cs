using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Tests.Postgres;
using Traffic.Tests.Postgres.Api;

namespace Traffic.Tests.Kafka.Api;

/// <summary>The API with a broker that has the topics and the reference data, and an empty database.</summary>
public sealed class ApiKafka(EmbeddedPostgres postgres) : IAsyncLifetime
{
    private static int _last;
    private EmbeddedBroker? _broker;
    private ApiDatabase? _database;

    internal ApiServer Api { get; private set; } = null!;

    internal ApiDatabase Database => _database!;

    internal KafkaClients Clients => Api.Services.GetRequiredService<KafkaClients>();

    public async ValueTask InitializeAsync()
    {
        _broker = await EmbeddedBroker.StartAsync();
        _database = await ApiDatabase.CreateAsync(postgres, $"{nameof(ApiKafka)}{Interlocked.Increment(ref _last)}");
        Api = await ApiServer.StartAsync(_database.ConnectionString, _broker.BootstrapServers);
        var cancel = TestContext.Current.CancellationToken;
        await Api.Services.GetRequiredService<TopicAdmin>().EnsureAsync(Api.Services.GetRequiredService<TopicCatalogue>().Topics, cancel);
        await Api.Services.GetRequiredService<ReferencePublisher>().PublishAsync(cancel);
        await Api.Services.GetRequiredService<ReferenceReader>().WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (Api is not null)
        {
            await Api.DisposeAsync();
        }

        await (_database?.DisposeAsync() ?? default);
        await (_broker?.DisposeAsync() ?? default);
    }

    internal async Task ProduceAsync(string topic, int partition, params (string Key, string Value)[] records)
    {
        using var producer = Clients.CreateProducer("test");
        var group = producer.Begin();
        foreach (var (key, value) in records)
        {
            group.Produce(topic, partition, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), null, TestContext.Current.CancellationToken);
        }

        await group.CompleteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>All records of all raw topics of a stream so far, in offset order by partition.</summary>
    internal List<ConsumeResult<byte[]?, byte[]?>> RawRecords(string stream)
    {
        using var consumer = Clients.CreateReader("test");
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics
            .Where(t => t.Topic.StartsWith($"{stream}.raw", StringComparison.Ordinal))
            .SelectMany(t => t.Partitions, (t, p) => new TopicPartitionOffset(t.Topic, p.PartitionId, Offset.Beginning)).ToList();
        consumer.Assign(partitions);
        List<ConsumeResult<byte[]?, byte[]?>> records = [];
        for (var unread = partitions.Count; unread > 0;)
        {
            var record = consumer.Consume(TestContext.Current.CancellationToken);
            if (record.IsPartitionEOF)
            {
                unread--;
            }
            else
            {
                records.Add(record);
            }
        }

        return records;
    }
}
