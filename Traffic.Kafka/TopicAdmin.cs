using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace Traffic.Kafka;

/// <summary>Creates topics and waits for them. A broker that is not there yet is waited for.</summary>
public sealed partial class TopicAdmin(KafkaClients clients, TimeProvider time, ILogger<TopicAdmin> log) : IDisposable
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lazy<IAdminClient> _admin = new(clients.CreateAdmin);

    /// <summary>Creates those topics that do not exist; safe to repeat and to run several times at once.</summary>
    /// <exception cref="InvalidOperationException">A topic exists with another number of partitions.</exception>
    public async Task EnsureAsync(IEnumerable<Topic> topics, CancellationToken cancellationToken)
    {
        var wanted = topics.ToList();
        while (true)
        {
            var missing = await MissingAsync(wanted, cancellationToken);
            if (missing.Count == 0)
                return;
            if (await TryCreateAsync(missing))
                LogCreated(missing.Count, string.Join(", ", missing.Select(t => t.Name)));
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Returns when all these topics exist.</summary>
    /// <exception cref="InvalidOperationException">A topic exists with another number of partitions.</exception>
    public async Task WaitAsync(IEnumerable<Topic> topics, CancellationToken cancellationToken)
    {
        var wanted = topics.ToList();
        for (var waited = false; ; waited = true)
        {
            var missing = await MissingAsync(wanted, cancellationToken);
            if (missing.Count == 0)
                return;
            if (!waited)
                LogWaiting(missing.Count, missing[0].Name);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public void Dispose()
    {
        if (_admin.IsValueCreated)
            _admin.Value.Dispose();
    }

    private async Task<List<Topic>> MissingAsync(List<Topic> wanted, CancellationToken cancellationToken)
    {
        var existing = await PartitionsAsync(cancellationToken);
        foreach (var topic in wanted)
        {
            if (existing.TryGetValue(topic.Name, out var partitions) && partitions != topic.Partitions)
            {
                throw new InvalidOperationException(
                    $"topic {topic.Name} has {partitions} partitions, its declaration says {topic.Partitions}: partition counts never change, delete the topic or restore the declaration");
            }
        }

        return [.. wanted.Where(t => !existing.ContainsKey(t.Name))];
    }

    /// <summary>Existing topics with their partition counts. Asks for all of them: asking for one by name could create it.</summary>
    private async Task<Dictionary<string, int>> PartitionsAsync(CancellationToken cancellationToken)
    {
        for (var warned = false; ; warned = true)
        {
            try
            {
                var metadata = await Task.Run(() => _admin.Value.GetMetadata(MetadataTimeout), cancellationToken);
                return metadata.Topics.Where(t => !t.Error.IsError).ToDictionary(t => t.Topic, t => t.Partitions.Count);
            }
            catch (KafkaException e) when (!e.Error.IsFatal)
            {
                if (!warned)
                    LogUnreachable(clients.Options.BootstrapServers, e.Error.Reason);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <returns>False where another process created some of them at the same time, or the broker went away: look again.</returns>
    private async Task<bool> TryCreateAsync(List<Topic> topics)
    {
        try
        {
            await _admin.Value.CreateTopicsAsync(topics.Select(t => new TopicSpecification
            {
                Name = t.Name,
                NumPartitions = t.Partitions,
                ReplicationFactor = -1,
                Configs = new Dictionary<string, string>(t.Config),
            }));
            return true;
        }
        catch (CreateTopicsException e) when (e.Results.All(r => r.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
        {
            return false;
        }
        catch (KafkaException e) when (e is not CreateTopicsException && !e.Error.IsFatal)
        {
            LogUnreachable(clients.Options.BootstrapServers, e.Error.Reason);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "created {Count} topics: {Topics}")]
    private partial void LogCreated(int count, string topics);

    [LoggerMessage(2, LogLevel.Information, "waiting for {Count} topics, the first is {Topic}")]
    private partial void LogWaiting(int count, string topic);

    [LoggerMessage(3, LogLevel.Warning, "Kafka at {Servers} does not answer ({Reason}), trying on")]
    private partial void LogUnreachable(string servers, string reason);
}
