using Traffic.Api.Http;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Live;

/// <summary>What a live connection wants to hear.</summary>
/// <param name="Topics">Windows and clean topics.</param>
/// <param name="Filters">Values that a field must have, where the record has that field.</param>
internal sealed record LiveQuery(IReadOnlyList<Topic> Topics, IReadOnlyList<FieldFilter> Filters)
{
    public static LiveQuery Read(HttpRequest request, FeedCatalogue feeds, TopicCatalogue topics)
    {
        var query = Query.Of(request);
        List<Topic> chosen =
        [
            .. query.Values("windows").Select(name => Window(name, feeds, topics)),
            .. query.Values("records").Select(name => Records(name, feeds, topics)),
        ];
        if (chosen.Count == 0)
        {
            throw ApiException.BadQuery("windows", "Nothing is asked for.", "Add windows=feed.stream.id or records=feed.stream, comma-separated.");
        }

        var fields = chosen.SelectMany(FilterFields).DistinctBy(f => f.Name).ToList();
        query.Allow(["windows", "records", .. fields.Select(f => f.Name)]);
        return new(chosen, FieldFilter.Read(query, fields));
    }

    /// <summary>Fields by which the records of a topic can be chosen.</summary>
    public static IEnumerable<Field> FilterFields(Topic topic) =>
        topic.Window is { } window ? window.GroupBy.Select(topic.Stream!.Field) : topic.Stream!.Fields;

    private static Topic Window(string name, FeedCatalogue feeds, TopicCatalogue topics)
    {
        var parts = name.Split('.', 3);
        return parts.Length == 3 && feeds.Find(parts[0], parts[1])?.Window(parts[2]) is { } window
            ? topics.Topics.First(t => t.Kind == TopicKind.Windows && t.Stream!.FullName == $"{parts[0]}.{parts[1]}" && t.Window!.Id == window.Id)
            : throw Unknown("windows", name, feeds.Streams.SelectMany(s => s.Windows.Select(w => $"{s.FullName}.{w.Id}")));
    }

    private static Topic Records(string name, FeedCatalogue feeds, TopicCatalogue topics) =>
        feeds.Streams.FirstOrDefault(s => s.FullName == name) is { } stream
            ? topics.Topics.First(t => t.Kind == TopicKind.Clean && t.Stream!.FullName == stream.FullName)
            : throw Unknown("records", name, feeds.Streams.Select(s => s.FullName));

    private static ApiException Unknown(string parameter, string name, IEnumerable<string> known) =>
        ApiException.BadQuery(parameter, $"There is no '{name}'.", $"Use any of: {string.Join(", ", known)}.");
}
