using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Cli.Replay;

/// <summary>The running system's Kafka: clients, topics and reference data.</summary>
internal sealed class KafkaConnection : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly TopicAdmin _admin;
    private readonly TimeProvider _time;

    public KafkaConnection(string servers, FeedCatalogue feeds, TimeProvider time)
    {
        Servers = servers;
        _time = time;
        Clients = new KafkaClients(Options.Create(new KafkaOptions { BootstrapServers = servers }), NullLogger<KafkaClients>.Instance);
        Topics = new TopicCatalogue(feeds.Feeds, KafkaOptions.DefaultApplicationId);
        _admin = new TopicAdmin(Clients, time, NullLogger<TopicAdmin>.Instance);
    }

    public string Servers { get; }

    public KafkaClients Clients { get; }

    public TopicCatalogue Topics { get; }

    /// <summary>The reference tables of a feed as they are now.</summary>
    public async Task<ReferenceTables> ReadReferencesAsync(FeedDeclaration feed, CancellationToken cancellationToken)
    {
        using var reader = new ReferenceReader(Clients, Topics, _admin, _time, NullLogger<ReferenceReader>.Instance);
        await WithinAsync(
            async stop =>
            {
                await reader.StartAsync(stop);
                await reader.WaitAsync(stop);
            },
            $"the reference data of {feed.Name}",
            cancellationToken);
        await reader.StopAsync(cancellationToken);
        return reader[feed.Name];
    }

    /// <summary>All raw topics of a stream; returns when they exist.</summary>
    public async Task<IReadOnlyList<Topic>> RawTopicsAsync(
        FeedDeclaration feed, StreamDeclaration stream, ReferenceTables references, CancellationToken cancellationToken)
    {
        var known = feed.References
            .Where(r => r.Name == stream.RawTopics?.Reference)
            .SelectMany(r => Topics.Of(r, references[r.Name]))
            .Where(t => t.Stream == stream);
        Topic[] topics = [Topics.Find(TopicNames.Raw(stream))!, .. known];
        await WithinAsync(stop => _admin.WaitAsync(topics, stop), $"the raw topics of {stream.FullName}", cancellationToken);
        return topics;
    }

    public void Dispose() => _admin.Dispose();

    private async Task WithinAsync(Func<CancellationToken, Task> work, string what, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await work(both.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new CliException(
                ExitCodes.FailedWork, $"Kafka at {Servers} did not give {what} within {Timeout.TotalSeconds} s: see ./traffic status and ./traffic logs kafka");
        }
    }
}
