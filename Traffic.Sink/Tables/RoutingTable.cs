using Traffic.Feeds.Sql;
using Traffic.Kafka;
using Traffic.Sink.Rows;

namespace Traffic.Sink.Tables;

/// <summary>All topics the sink reads, each with its table.</summary>
internal sealed class RoutingTable
{
    private readonly List<SinkTable> _tables = [];
    private readonly Dictionary<string, TopicRoute> _routes = new(StringComparer.Ordinal);

    public RoutingTable(TopicCatalogue catalogue)
    {
        var deadLetters = Add(OpsTables.DeadLetters);
        foreach (var topic in catalogue.Topics)
        {
            if (Of(topic, deadLetters, catalogue) is { } route)
                _routes.Add(topic.Name, route);
        }
    }

    public IReadOnlyList<SinkTable> Tables => _tables;

    public IReadOnlyCollection<TopicRoute> Routes => _routes.Values;

    public TopicRoute this[string topic] => _routes[topic];

    private TopicRoute? Of(Topic topic, int deadLetters, TopicCatalogue catalogue)
    {
        switch (topic.Kind)
        {
            case TopicKind.Clean:
                var clean = Add(StreamTables.Clean(topic.Stream!));
                return new(topic, clean, new CleanDecoder(_tables[clean].Columns), DeadLetters(topic, catalogue));
            case TopicKind.Windows:
                var parts = Add(WindowTables.Parts(topic.Stream!, topic.Window!));
                return new(topic, parts, Keyed(parts, KeyReaders.JsonArray(_tables[parts].KeyColumns)), DeadLetters(topic, catalogue));
            case TopicKind.Reference:
                var reference = Add(StreamTables.Reference(topic.Reference!));
                return new(topic, reference, Keyed(reference, KeyReaders.Joined(_tables[reference].KeyColumns)), null);
            case TopicKind.DeadLetters:
                return new(topic, deadLetters, new DeadLetterDecoder(topic.Feed, topic.Stream!.Name), null);
            default:
                return null;
        }
    }

    private static string DeadLetters(Topic topic, TopicCatalogue catalogue) =>
        catalogue.Topics.First(t => t.Kind == TopicKind.DeadLetters && t.Stream == topic.Stream).Name;

    private KeyedDecoder Keyed(int table, KeyReader reader) => new(_tables[table], reader);

    private int Add(SqlTable table)
    {
        _tables.Add(new SinkTable(table));
        return _tables.Count - 1;
    }
}
