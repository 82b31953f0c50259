using Traffic.Feeds.Sql;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Feeds;

/// <summary>The declaration of a stream, and what there is of it.</summary>
internal sealed record StreamDescription
{
    public required string Feed { get; init; }
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required int Version { get; init; }

    /// <summary>IANA zone in which people read the feed.</summary>
    public required string Timezone { get; init; }

    public required string EventTime { get; init; }
    public required IReadOnlyList<string> Key { get; init; }
    public required IReadOnlyList<string> Entity { get; init; }

    /// <summary>Disorder that is waited for.</summary>
    public required double BoundS { get; init; }

    /// <summary>How late a record may be; null: as late as it likes.</summary>
    public required double? LatenessS { get; init; }

    public required IReadOnlyList<FieldDescription> Fields { get; init; }
    public required IReadOnlyList<WindowDescription> Windows { get; init; }
    public required IReadOnlyList<string> Tables { get; init; }
    public required IReadOnlyList<RunExtent> Extent { get; init; }

    public static StreamDescription Of(FeedDeclaration feed, StreamDeclaration stream, IReadOnlyList<RunExtent> extent) => new()
    {
        Feed = stream.Feed,
        Name = stream.Name,
        Title = stream.Title,
        Description = stream.Description,
        Version = stream.Version,
        Timezone = feed.Zone,
        EventTime = stream.EventTime,
        Key = stream.Key,
        Entity = stream.Entity,
        BoundS = stream.Bound.TotalSeconds,
        LatenessS = stream.Lateness == TimeSpan.MaxValue ? null : stream.Lateness.TotalSeconds,
        Fields = [.. stream.Fields.Select(FieldDescription.Of)],
        Windows = [.. stream.Windows.Select(w => WindowDescription.Of(new WindowSchema(stream, w)))],
        Tables = [StreamTables.CleanName(stream).Plain, .. stream.Windows.Select(w => WindowTables.ViewName(stream, w).Plain)],
        Extent = extent,
    };
}
