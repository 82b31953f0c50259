using Traffic.Feeds.Roads;
using Traffic.Streaming.Declarations;

namespace Traffic.Feeds;

/// <summary>The feeds of this build. Whatever lists feeds starts here; tests make catalogues of their own.</summary>
public sealed class FeedCatalogue(IReadOnlyList<FeedDeclaration> feeds)
{
    public static FeedCatalogue Default { get; } = new([RoadsFeed.Declaration]);

    public IReadOnlyList<FeedDeclaration> Feeds => feeds;

    public IEnumerable<StreamDeclaration> Streams => feeds.SelectMany(f => f.Streams);

    public FeedDeclaration? Find(string feed) => feeds.FirstOrDefault(f => f.Name == feed);

    public StreamDeclaration? Find(string feed, string stream) => Find(feed)?.Find(stream);
}
