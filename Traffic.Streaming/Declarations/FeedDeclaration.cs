namespace Traffic.Streaming.Declarations;

/// <summary>A feed: streams that belong together, share reference data and one consumer group.</summary>
public sealed record FeedDeclaration(string Name)
{
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>IANA zone in which people read this feed by default.</summary>
    public required string Zone { get; init; }

    public required IReadOnlyList<StreamDeclaration> Streams { get; init; }
    public IReadOnlyList<ReferenceDeclaration> References { get; init; } = [];

    public StreamDeclaration? Find(string stream) => Streams.FirstOrDefault(s => s.Name == stream);
}
