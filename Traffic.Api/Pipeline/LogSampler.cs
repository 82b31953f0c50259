using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Api.Pipeline;

/// <summary>Takes a <see cref="LogView"/>. One at a time.</summary>
internal sealed class LogSampler : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TopicCatalogue _catalogue;
    private readonly TimeProvider _time;
    private readonly Lazy<(IConsumer<byte[]?, byte[]?> Consumer, LogReader Log, ChangelogTail Changelog)> _clients;

    public LogSampler(KafkaClients clients, TopicCatalogue catalogue, TimeProvider time)
    {
        _catalogue = catalogue;
        _time = time;
        // A client has threads and connections: not before somebody looks.
        _clients = new(() =>
        {
            var consumer = clients.CreateReader("pipeline");
            return (consumer, new LogReader(consumer), new ChangelogTail(consumer));
        });
    }

    /// <summary>
    /// The order matters to whoever waits for the pipeline to be idle: first what came in, then how far it is processed, then what came
    /// out. So a view in which nothing lags says that everything that had come in when it began is processed.
    /// </summary>
    /// <exception cref="KafkaException">Kafka does not answer.</exception>
    public LogView Sample()
    {
        var (_, log, changelog) = _clients.Value;
        var partitions = log.Partitions(_catalogue);
        var ends = new Dictionary<TopicPartition, long>();
        log.ReadEnds(Of(TopicKind.Raw), ends);
        var changelogEnds = new Dictionary<TopicPartition, long>();
        log.ReadEnds(Of(TopicKind.Changelog), changelogEnds);
        var complete = changelog.CatchUp(changelogEnds, Patience, _time);
        log.ReadEnds(partitions.Where(p => p.Topic.Kind != TopicKind.Raw).Select(p => p.Partition), ends);
        var starts = new Dictionary<TopicPartition, long>();
        log.ReadStarts(partitions.Select(p => p.Partition), starts);
        return new LogView(
            _time.GetUtcNow(), partitions, starts, ends,
            changelog.Positions.ToDictionary(p => p.Key, p => p.Value.Next), [.. changelog.Lanes.Values], complete);

        IEnumerable<TopicPartition> Of(TopicKind kind) => partitions.Where(p => p.Topic.Kind == kind).Select(p => p.Partition);
    }

    public void Dispose()
    {
        if (_clients.IsValueCreated)
        {
            _clients.Value.Log.Dispose();
            _clients.Value.Consumer.Dispose();
        }
    }
}
