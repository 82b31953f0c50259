using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Api.Ingest;

internal static class RawTopicExtensions
{
    /// <summary>All raw topics of a stream: the shared one, and those of the entities that are known now.</summary>
    public static IEnumerable<Topic> RawTopics(this TopicCatalogue catalogue, StreamDeclaration stream, ReferenceTables references)
    {
        var shared = catalogue.Topics.Where(t => t.Kind == TopicKind.Raw && t.Stream?.FullName == stream.FullName);
        var reference = catalogue.Feeds.First(f => f.Name == stream.Feed).References.FirstOrDefault(r => r.Name == stream.RawTopics?.Reference);
        return reference is null
            ? shared
            : shared.Concat(catalogue.Of(reference, references[reference.Name]).Where(t => t.Stream?.FullName == stream.FullName));
    }
}
