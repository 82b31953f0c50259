using Traffic.Streaming.Declarations;

namespace Traffic.Kafka;

/// <summary>The names of all topics of a stream. Nothing else spells a topic name.</summary>
public static class TopicNames
{
    /// <summary>The raw topic of a stream, or the one that all unknown entities share where known ones have topics of their own.</summary>
    public static string Raw(StreamDeclaration stream) => stream.SharedRawTopic;

    /// <summary>The raw topic of a known entity, by the texts of <see cref="TopicPerReference.Fields"/>.</summary>
    public static string Raw(StreamDeclaration stream, IEnumerable<string> entity) =>
        $"{stream.FullName}.raw.{string.Join('-', entity.Select(Legal))}";

    /// <summary>A librdkafka subscription that finds all raw topics of a stream, new ones too.</summary>
    public static string RawSubscription(StreamDeclaration stream)
    {
        var pattern = stream.FullName.Replace(".", "\\.", StringComparison.Ordinal);
        return stream.RawTopics is null ? $"{stream.FullName}.raw" : $"^{pattern}\\.raw\\..+$";
    }

    /// <summary>Whether a topic is one of the stream's raw topics.</summary>
    public static bool IsRaw(StreamDeclaration stream, string topic) =>
        stream.RawTopics is null ? topic == Raw(stream) : topic.StartsWith($"{stream.FullName}.raw.", StringComparison.Ordinal);

    public static string Clean(StreamDeclaration stream, string applicationId) => $"{Prefix(applicationId)}{stream.FullName}.clean";

    public static string DeadLetters(StreamDeclaration stream, string applicationId) => $"{Prefix(applicationId)}{stream.FullName}.dlq";

    public static string Changelog(StreamDeclaration stream, string applicationId) => $"{Prefix(applicationId)}{stream.FullName}.changelog";

    public static string Windows(StreamDeclaration stream, string windowId, string applicationId) =>
        $"{Prefix(applicationId)}{stream.FullName}.{windowId}.windows";

    public static string Reference(ReferenceDeclaration reference) => $"{reference.Feed}.{reference.Name}.reference";

    /// <summary>The default application writes the plain names; any other id prefixes its output topics.</summary>
    private static string Prefix(string applicationId) =>
        applicationId == KafkaOptions.DefaultApplicationId ? "" : $"{applicationId}.";

    private static string Legal(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));
}
