using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka;

/// <summary>
/// Finds the raw topic and the key of a record before it is parsed. Only good manners: a record under another key is forwarded by the
/// processor, and one without the fields gets a key of empty texts and is judged there.
/// </summary>
public sealed class RawRouter(StreamDeclaration stream)
{
    private readonly Field[] _key = [.. stream.Key.Select(stream.Field)];
    private readonly Field[] _entity = [.. (stream.RawTopics?.Fields ?? []).Select(stream.Field)];
    private readonly string _otherTopic = TopicNames.Raw(stream);

    /// <summary>The raw topic of an entity by its texts in the order of <see cref="TopicPerReference.Fields"/>, or the one for unknown ones.</summary>
    public string Topic(ReferenceTables references, params IReadOnlyList<string> entity) =>
        stream.RawTopics is { } perReference && references[perReference.Reference].Find(string.Join('|', entity)) is not null
            ? TopicNames.Raw(stream, entity)
            : _otherTopic;

    /// <summary>Raw topic and key text of a JSON object.</summary>
    public (string Topic, string Key) Route(JsonElement record, ReferenceTables references) => (
        _entity.Length == 0 ? _otherTopic : Topic(references, [.. _entity.Select(f => Text(record, f))]),
        string.Join('-', _key.Select(f => Text(record, f))));

    private static string Text(JsonElement record, Field field)
    {
        var value = Value(record, field);
        var text = value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? $"{field.Default}" : value.ToString();
        return field.UnderscoresToSpaces ? text.Replace('_', ' ') : text;
    }

    private static JsonElement Value(JsonElement record, Field field)
    {
        if (record.TryGetProperty(field.Name, out var value))
            return value;
        foreach (var alias in field.Aliases)
        {
            if (record.TryGetProperty(alias.Name, out value))
                return value;
        }

        return default;
    }
}
