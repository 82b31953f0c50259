using System.Text.Json;
using Confluent.Kafka;
using Traffic.Api.Pipeline;
using Traffic.Kafka;

namespace Traffic.Api.Live;

/// <summary>Reads the topics that the hub's connections want. One consumer for all of them, and none while there are no connections.</summary>
internal sealed partial class LiveTail : BackgroundService
{
    /// <summary>How long the tail goes on without connections, so that one that comes back soon can resume.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int MaxBatch = 500;

    private readonly LiveHub _hub;
    private readonly KafkaClients _clients;
    private readonly ILogger<LiveTail> _log;
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly Dictionary<string, LiveMessageFactory> _factories = new(StringComparer.Ordinal);
    private readonly List<(TopicPartitionOffset Place, LiveMessage? Message)> _batch = [];

    public LiveTail(LiveHub hub, KafkaClients clients, ILogger<LiveTail> log)
    {
        (_hub, _clients, _log) = (hub, clients, log);
        hub.Subscribed += Want;
    }

    public override void Dispose()
    {
        _hub.Subscribed -= Want;
        base.Dispose();
        _wanted.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _wanted.WaitAsync(stoppingToken);
            await Task.Factory.StartNew(() => Run(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void Want()
    {
        lock (_wanted)
        {
            if (_wanted.CurrentCount == 0)
            {
                _wanted.Release();
            }
        }
    }

    private void Run(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var consumer = _clients.CreateReader("live");
                using var offsets = new LogReader(consumer);
                Follow(consumer, offsets, stoppingToken);
                return;
            }
            catch (KafkaException e)
            {
                LogBroken(e.Error.Reason);
                _hub.Lose();
                stoppingToken.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private void Follow(IConsumer<byte[]?, byte[]?> consumer, LogReader offsets, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !_hub.TryClose(Linger))
        {
            if (_hub.Missing() is { Count: > 0 } missing)
            {
                Open(consumer, offsets, missing);
            }

            for (var record = consumer.Consume(Poll); record is not null; record = _batch.Count < MaxBatch ? consumer.Consume(TimeSpan.Zero) : null)
            {
                if (!record.IsPartitionEOF)
                {
                    _batch.Add((record.TopicPartitionOffset, Create(record)));
                }
            }

            _hub.Publish(_batch);
            _batch.Clear();
        }
    }

    private void Open(IConsumer<byte[]?, byte[]?> consumer, LogReader offsets, IReadOnlyList<Topic> topics)
    {
        var partitions = topics.SelectMany(t => Enumerable.Range(0, t.Partitions), (t, p) => new TopicPartition(t.Name, p)).ToList();
        Dictionary<TopicPartition, long> starts = [], ends = [];
        offsets.ReadStarts(partitions, starts);
        offsets.ReadEnds(partitions, ends);
        foreach (var partition in partitions)
        {
            starts[partition] = Math.Max(starts[partition], ends[partition] - TopicLog.Backlog);
        }

        foreach (var topic in topics)
        {
            var own = partitions.Where(p => p.Topic == topic.Name).ToList();
            _factories[topic.Name] = new LiveMessageFactory(topic);
            _hub.Open(new TopicLog(topic, [.. own.Select(p => starts[p])], [.. own.Select(p => ends[p])]));
        }

        consumer.IncrementalAssign(partitions.Select(p => new TopicPartitionOffset(p, starts[p])));
    }

    private LiveMessage? Create(ConsumeResult<byte[]?, byte[]?> record)
    {
        try
        {
            return _factories[record.Topic].Create(record);
        }
        catch (JsonException e)
        {
            LogUnreadable(record.TopicPartitionOffset, e.Message);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "live connections hear nothing for a moment: {Reason}")]
    private partial void LogBroken(string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Place} is left out of live connections: {Reason}")]
    private partial void LogUnreadable(TopicPartitionOffset place, string reason);
}
