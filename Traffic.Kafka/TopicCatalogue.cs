using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka;

/// <summary>All topics of the given feeds, derived from their declarations. Raw topics of known entities come with the reference tables.</summary>
public sealed class TopicCatalogue
{
    private const string Week = "604800000";

    private static readonly Dictionary<string, string> RawConfig = new()
    {
        ["message.timestamp.type"] = "LogAppendTime",
        ["retention.ms"] = Week,
    };

    private static readonly Dictionary<string, string> OutputConfig = new() { ["retention.ms"] = Week };

    private static readonly Dictionary<string, string> DeadLetterConfig = new()
    {
        ["retention.ms"] = Week,
        ["max.message.bytes"] = $"{KafkaClients.LargestMessage}",
    };

    private static readonly Dictionary<string, string> CompactConfig = new() { ["cleanup.policy"] = "compact" };

    private readonly Dictionary<string, Topic> _topics;
    private readonly string _applicationId;

    public TopicCatalogue(IReadOnlyList<FeedDeclaration> feeds, string applicationId)
    {
        Feeds = feeds;
        _applicationId = applicationId;
        var streams = feeds.SelectMany(f => f.Streams).SelectMany(OfStream);
        var references = feeds.SelectMany(f => f.References).Select(Of);
        _topics = streams.Concat(references).ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<FeedDeclaration> Feeds { get; }

    /// <summary>The topics that exist whatever the reference tables say.</summary>
    public IReadOnlyCollection<Topic> Topics => _topics.Values;

    /// <summary>The raw topics of the entities that a reference table makes known; none where no stream goes by that table.</summary>
    public IEnumerable<Topic> Of(ReferenceDeclaration reference, ReferenceTable table) =>
        from feed in Feeds
        where feed.Name == reference.Feed
        from stream in feed.Streams
        where stream.RawTopics?.Reference == reference.Name
        from row in table.Rows
        select Raw(stream, TopicNames.Raw(stream, stream.RawTopics!.Fields.Select(f => row.Text(f) ?? "")));

    /// <summary>What a topic is; null for one that no feed of the catalogue has.</summary>
    public Topic? Find(string name)
    {
        if (_topics.TryGetValue(name, out var topic))
            return topic;
        var stream = Feeds.SelectMany(f => f.Streams).FirstOrDefault(s => TopicNames.IsRaw(s, name));
        return stream is null ? null : Raw(stream, name);
    }

    private static Topic Raw(StreamDeclaration stream, string name) =>
        new(name, TopicKind.Raw, stream.Feed, stream.Partitions) { Stream = stream, Config = RawConfig };

    private static Topic Of(ReferenceDeclaration reference) =>
        new(TopicNames.Reference(reference), TopicKind.Reference, reference.Feed, 1) { Reference = reference, Config = CompactConfig };

    private IEnumerable<Topic> OfStream(StreamDeclaration stream)
    {
        yield return Raw(stream, TopicNames.Raw(stream));
        yield return Output(TopicNames.Clean(stream, _applicationId), TopicKind.Clean, OutputConfig);
        yield return Output(TopicNames.DeadLetters(stream, _applicationId), TopicKind.DeadLetters, DeadLetterConfig);
        yield return Output(TopicNames.Changelog(stream, _applicationId), TopicKind.Changelog, CompactConfig);
        foreach (var window in stream.Windows)
            yield return Output(TopicNames.Windows(stream, window.Id, _applicationId), TopicKind.Windows, OutputConfig) with { Window = window };

        Topic Output(string name, TopicKind kind, Dictionary<string, string> config) =>
            new(name, kind, stream.Feed, stream.Partitions) { Stream = stream, Config = config };
    }
}
