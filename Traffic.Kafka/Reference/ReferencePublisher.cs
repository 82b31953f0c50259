using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka.Reference;

/// <summary>Brings the reference topics to what the files say: changed rows, and tombstones for rows that are gone.</summary>
public sealed partial class ReferencePublisher(
    KafkaClients clients, TopicCatalogue catalogue, TopicAdmin admin, ReferenceFiles files, ILogger<ReferencePublisher> log)
{
    /// <summary>Publishes all files; the topics of the catalogue must exist.</summary>
    /// <exception cref="ReferenceFileException">A file is not what its declaration says; nothing of it is published.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var reference in catalogue.Feeds.SelectMany(f => f.References))
            await PublishAsync(reference, files.Load(reference), cancellationToken);
    }

    /// <summary>Publishes one table. Whoever reads a row of it finds the topics that come with the row.</summary>
    public async Task PublishAsync(ReferenceDeclaration reference, ReferenceTable table, CancellationToken cancellationToken)
    {
        await admin.EnsureAsync(catalogue.Of(reference, table), cancellationToken);
        var topic = TopicNames.Reference(reference);
        var published = await Task.Run(() => ReadPublished(reference, cancellationToken), cancellationToken);
        var changed = table.Rows.Where(r => !published.TryGetValue(r.Key, out var old) || old != r.Values.GetRawText()).ToList();
        var removed = published.Keys.Except(table.Rows.Select(r => r.Key), StringComparer.Ordinal).ToList();
        if (changed.Count + removed.Count == 0)
            return;
        using var producer = clients.CreateProducer("reference");
        var group = producer.Begin();
        foreach (var row in changed)
            Produce(row.Key, row.Values.GetRawText());
        foreach (var key in removed)
            Produce(key, null);
        await group.CompleteAsync(cancellationToken);
        LogPublished(topic, table.Version, changed.Count, removed.Count);

        void Produce(string key, string? value) => group.Produce(
            topic, 0, Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), null, cancellationToken);
    }

    private Dictionary<string, string> ReadPublished(ReferenceDeclaration reference, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = new PartitionReader(clients, "reference");
        reader.Read(reader.Ranges([new(TopicNames.Reference(reference), 0)]), Apply, cancellationToken);
        return rows;

        void Apply(ConsumeResult<byte[]?, byte[]?> record)
        {
            var key = Encoding.UTF8.GetString(record.Message.Key ?? []);
            if (record.Message.Value is { Length: > 0 } value)
                rows[key] = Encoding.UTF8.GetString(value);
            else
                rows.Remove(key);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Topic}: published version {Version}, {Changed} rows changed, {Removed} removed")]
    private partial void LogPublished(string topic, string version, int changed, int removed);
}
