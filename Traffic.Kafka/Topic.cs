using Traffic.Streaming.Declarations;

namespace Traffic.Kafka;

/// <summary>A topic of the catalogue: what it holds and how it is created.</summary>
public sealed record Topic(string Name, TopicKind Kind, string Feed, int Partitions)
{
    /// <summary>The stream it belongs to; null for reference topics.</summary>
    public StreamDeclaration? Stream { get; init; }

    /// <summary>The window whose results it holds; null for other kinds.</summary>
    public WindowDeclaration? Window { get; init; }

    /// <summary>The reference table it holds; null for other kinds.</summary>
    public ReferenceDeclaration? Reference { get; init; }

    /// <summary>Kafka's topic settings.</summary>
    public required IReadOnlyDictionary<string, string> Config { get; init; }
}
