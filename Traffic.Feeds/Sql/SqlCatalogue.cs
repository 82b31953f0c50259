using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Sql;

/// <summary>All tables and views of the given feeds, and those of the platform.</summary>
public sealed class SqlCatalogue(IReadOnlyList<FeedDeclaration> feeds)
{
    public IReadOnlyList<string> Schemas { get; } = [OpsTables.Schema, .. feeds.Select(f => f.Name)];

    public IReadOnlyList<SqlTable> Tables { get; } =
    [
        OpsTables.SinkOffsets,
        OpsTables.DeadLetters,
        .. feeds.SelectMany(f => f.References).Select(StreamTables.Reference),
        .. feeds.SelectMany(f => f.Streams).Select(StreamTables.Clean),
        .. Windows(feeds).Select(w => WindowTables.Parts(w.Stream, w.Window)),
    ];

    public IReadOnlyList<SqlView> Views { get; } = [.. Windows(feeds).Select(w => MergedView.Of(w.Stream, w.Window))];

    private static IEnumerable<(StreamDeclaration Stream, WindowDeclaration Window)> Windows(IReadOnlyList<FeedDeclaration> feeds) =>
        from feed in feeds
        from stream in feed.Streams
        from window in stream.Windows
        select (stream, window);
}
