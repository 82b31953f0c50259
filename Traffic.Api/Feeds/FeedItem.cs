using Traffic.Streaming.Declarations;

namespace Traffic.Api.Feeds;

/// <summary>A feed in the list of feeds.</summary>
internal sealed record FeedItem(string Name, string Title, string Description, string Timezone, IReadOnlyList<StreamItem> Streams)
{
    public static FeedItem Of(FeedDeclaration feed) => new(
        feed.Name, feed.Title, feed.Description, feed.Zone, [.. feed.Streams.Select(s => new StreamItem(s.Name, s.Title, s.Description))]);
}

internal sealed record StreamItem(string Name, string Title, string Description);
