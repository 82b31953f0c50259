using Traffic.Kafka;
using Traffic.Kafka.Reference;

namespace Traffic.Processor;

/// <summary>
/// Publishes the reference files at start and whenever their content changes, together with the topics of new entities. Of a file that
/// becomes wrong the last good content stays, and the error is logged once.
/// </summary>
internal sealed partial class ReferenceFileWatcher(
    ReferenceFiles files, ReferencePublisher publisher, TopicCatalogue catalogue, TopicAdmin admin, TimeProvider time, ILogger<ReferenceFileWatcher> log)
    : BackgroundService
{
    // The files are small, and reading them works on every file system, which change notifications don't.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _published = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lastError;

    /// <summary>Returns when the files were published for the first time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

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
                _first.TrySetResult();
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
