using System.Text;
using Confluent.Kafka;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>The log as a test sees it: creates topics, produces raw records, reads topics whole, and waits for a processor.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ServiceProvider _services;
    private readonly PartitionReader _reader;

    private Pipeline(string bootstrapServers, string applicationId, IReadOnlyList<FeedDeclaration> feeds)
    {
        (BootstrapServers, ApplicationId) = (bootstrapServers, applicationId);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddTrafficKafka(configuration, feeds).AddReferenceReader().BuildServiceProvider();
        _reader = new PartitionReader(Clients, "test");
    }

    public string BootstrapServers { get; }

    public string ApplicationId { get; }

    public KafkaClients Clients => _services.GetRequiredService<KafkaClients>();

    public IServiceProvider Services => _services;

    public Dictionary<string, string?> Settings => new()
    {
        ["ConnectionStrings:kafka"] = BootstrapServers,
        ["Traffic:ApplicationId"] = ApplicationId,
    };

    public static async Task<Pipeline> CreateAsync(
        string bootstrapServers, string applicationId = "traffic", IReadOnlyList<FeedDeclaration>? feeds = null)
    {
        var pipeline = new Pipeline(bootstrapServers, applicationId, feeds ?? FeedCatalogue.Default.Feeds);
        await pipeline._services.GetRequiredService<TopicAdmin>()
            .EnsureAsync(pipeline._services.GetRequiredService<TopicCatalogue>().Topics, TestContext.Current.CancellationToken);
        await pipeline._services.GetRequiredService<ReferencePublisher>().PublishAsync(TestContext.Current.CancellationToken);
        return pipeline;
    }

    public async Task ProduceAsync(IEnumerable<RawMessage> messages)
    {
        using var producer = Clients.CreateProducer("test");
        var group = producer.Begin();
        foreach (var m in messages)
            group.Produce(m.Topic, m.Partition, m.Key is null ? null : Encoding.UTF8.GetBytes(m.Key), m.Value, RawHeaders.Write(m.Headers), CancellationToken.None);
        await group.CompleteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>All records of topics up to their ends.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> ReadAll(params IEnumerable<string> topics)
    {
        var records = new List<ConsumeResult<byte[]?, byte[]?>>();
        _reader.Read(_reader.Ranges(Partitions(topics)), records.Add, TestContext.Current.CancellationToken);
        return records;
    }

    /// <summary>Records that topics hold, without reading them.</summary>
    public long Count(params IEnumerable<string> topics) => _reader.Ranges(Partitions(topics)).Values.Sum(r => r.End);

    public Task WaitForTopicAsync(string topic) => _services.GetRequiredService<TopicAdmin>()
        .WaitAsync([_services.GetRequiredService<TopicCatalogue>().Find(topic)!], TestContext.Current.CancellationToken);

    /// <summary>Returns when the group has committed the present ends of the topics.</summary>
    public async Task WaitProcessedAsync(params IEnumerable<string> topics)
    {
        using var group = Clients.Consumer<Ignore, Ignore>($"{ApplicationId}.roads").Build();
        var ends = _reader.Ranges(Partitions(topics));
        var committed = new List<TopicPartitionOffset>();
        await Until.TrueAsync(
            () => (committed = group.Committed(ends.Keys, TimeSpan.FromSeconds(10))).All(c => ends[c.TopicPartition].End <= Math.Max(0, c.Offset.Value)),
            () => $"committed: {string.Join(", ", committed)}, ends: {string.Join(", ", ends)}",
            Patience);
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _services.DisposeAsync();
    }

    private static List<TopicPartition> Partitions(IEnumerable<string> topics) =>
        [.. topics.SelectMany(t => Enumerable.Range(0, 4).Select(p => new TopicPartition(t, p)))];
}
