using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.ServiceDefaults.Configuration;

namespace Traffic.Processor;

/// <summary>
/// Publishes the reference files at start and whenever their content changes, together with the topics of new entities. A wrong file
/// stops the service at its start; later the last good content stays and the error is logged once.
/// </summary>
internal sealed partial class ReferenceFileWatcher(
    ReferenceFiles files, ReferencePublisher publisher, TopicCatalogue catalogue, TopicAdmin admin, TimeProvider time, ILogger<ReferenceFileWatcher> log)
    : BackgroundService
{
    // The files are small, and reading them works on every file system, which change notifications don't.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _published = new(StringComparer.Ordinal);
    private string? _lastError;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var reference in catalogue.Feeds.SelectMany(f => f.References))
                files.Load(reference);
        }
        catch (ReferenceFileException e)
        {
            throw new StartException(e.Message, e);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await admin.WaitAsync(catalogue.Topics, stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await PublishChangesAsync(stoppingToken);
                _lastError = null;
            }
            catch (Exception e) when (e is ReferenceFileException or Confluent.Kafka.KafkaException)
            {
                if (e.Message != _lastError)
                    LogNotPublished(e.Message);
                _lastError = e.Message;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PublishChangesAsync(CancellationToken cancellationToken)
    {
        foreach (var reference in catalogue.Feeds.SelectMany(f => f.References))
        {
            var table = files.Load(reference);
            var topic = TopicNames.Reference(reference);
            if (_published.TryGetValue(topic, out var version) && version == table.Version)
                continue;
            await publisher.PublishAsync(reference, table, cancellationToken);
            _published[topic] = table.Version;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "reference not published, the last good one stays: {Reason}")]
    private partial void LogNotPublished(string reason);
}
