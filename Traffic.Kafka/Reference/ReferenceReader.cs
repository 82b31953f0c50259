using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka.Reference;

/// <summary>
/// Follows the reference topics of all feeds and keeps an immutable snapshot per feed. A snapshot is taken at the topic's end only, so
/// that what was published together is seen together.
/// </summary>
public sealed partial class ReferenceReader(KafkaClients clients, TopicCatalogue catalogue, TopicAdmin admin, TimeProvider time, ILogger<ReferenceReader> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, Dictionary<string, ReferenceRow>> _rows = [];
    private readonly ConcurrentDictionary<TopicPartition, long> _positions = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Dictionary<string, ReferenceTables> _snapshots = [];

    /// <summary>A feed has a new snapshot; raised on the reader's thread, for the first snapshot too.</summary>
    public event Action<FeedDeclaration, ReferenceTables>? Changed;

    /// <summary>The tables of a feed; empty until <see cref="WaitAsync"/> has returned.</summary>
    public ReferenceTables this[string feed] => _snapshots.TryGetValue(feed, out var tables) ? tables : ReferenceTables.Empty;

    /// <summary>Returns when all that the reference topics hold now was read.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _loaded.Task.WaitAsync(cancellationToken);
        using var reader = new PartitionReader(clients, "reference-ends");
        var ends = reader.Ranges([.. catalogue.Topics.Where(t => t.Kind == TopicKind.Reference).Select(t => new TopicPartition(t.Name, 0))]);
        while (ends.Any(e => e.Value.End > _positions.GetValueOrDefault(e.Key)))
            await Task.Delay(Pause, time, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var topics = catalogue.Topics.Where(t => t.Kind == TopicKind.Reference).ToList();
        await admin.WaitAsync(topics, stoppingToken);
        await Task.Factory.StartNew(
            () => Follow(topics.ToDictionary(t => new TopicPartition(t.Name, 0), t => t.Reference!), stoppingToken),
            stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Follow(Dictionary<TopicPartition, ReferenceDeclaration> topics, CancellationToken stoppingToken)
    {
        if (topics.Count == 0)
            _loaded.TrySetResult();
        var unread = topics.Keys.ToHashSet();
        var dirty = catalogue.Feeds.Select(f => f.Name).ToHashSet();
        using var reader = new PartitionReader(clients, "reference");
        try
        {
            reader.Follow(reader.Ranges(topics.Keys), Take, e => LogConsumeFailed(e.Reason), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }

        void Take(TopicPartitionOffset at, Message<byte[]?, byte[]?>? message)
        {
            if (message is not null)
            {
                Apply(topics[at.TopicPartition], message);
                dirty.Add(topics[at.TopicPartition].Feed);
                return;
            }

            unread.Remove(at.TopicPartition);
            if (unread.Count == 0)
            {
                Publish(dirty);
                dirty.Clear();
                _loaded.TrySetResult();
            }

            _positions[at.TopicPartition] = at.Offset.Value;
        }
    }

    private void Apply(ReferenceDeclaration reference, Message<byte[]?, byte[]?> message)
    {
        var table = TableOf(reference);
        var key = Encoding.UTF8.GetString(message.Key ?? []);
        if (message.Value is not { Length: > 0 } value)
        {
            table.Remove(key);
            return;
        }

        try
        {
            table[key] = ReferenceRows.Read(reference, value);
        }
        catch (JsonException e)
        {
            LogBadRow(TopicNames.Reference(reference), key, e.Message);
        }
    }

    private void Publish(HashSet<string> feeds)
    {
        var snapshots = new Dictionary<string, ReferenceTables>(_snapshots);
        foreach (var feed in catalogue.Feeds.Where(f => feeds.Contains(f.Name)))
            snapshots[feed.Name] = new ReferenceTables(feed.References.Select(r => ReferenceVersion.Table(r.Name, TableOf(r).Values)));
        _snapshots = snapshots;
        foreach (var feed in catalogue.Feeds.Where(f => feeds.Contains(f.Name)))
            Changed?.Invoke(feed, snapshots[feed.Name]);
    }

    private Dictionary<string, ReferenceRow> TableOf(ReferenceDeclaration reference)
    {
        var name = TopicNames.Reference(reference);
        if (!_rows.TryGetValue(name, out var table))
            _rows[name] = table = new Dictionary<string, ReferenceRow>(StringComparer.Ordinal);
        return table;
    }

    [LoggerMessage(1, LogLevel.Warning, "reference: {Reason}, trying on")]
    private partial void LogConsumeFailed(string reason);

    [LoggerMessage(2, LogLevel.Error, "{Topic}: row '{Key}' is not JSON ({Reason}), the previous one stays")]
    private partial void LogBadRow(string topic, string key, string reason);
}
