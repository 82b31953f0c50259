using System.Collections.Frozen;
using Traffic.Feeds;
using Traffic.Feeds.Roads;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Simulator.Roads;

/// <summary>The roads of the newest reference data, by the raw topic of each. Replaced as a whole; safe to read from any thread.</summary>
internal sealed class RoadCatalogue
{
    private static readonly StreamDeclaration Stream = FeedCatalogue.Default.Find(RoadsFeed.Name, "passages")!;

    private volatile FrozenDictionary<string, Road> _roads = FrozenDictionary<string, Road>.Empty;

    public IReadOnlyCollection<string> Topics => _roads.Keys;

    public int LargestCapacity => _roads.Values.Max(r => r.Capacity);

    public Road? Find(string topic) => _roads.GetValueOrDefault(topic);

    public void Update(ReferenceTable metadata) =>
        _roads = metadata.Rows.Select(Road.From).ToFrozenDictionary(r => TopicNames.Raw(Stream, [r.Region, r.Name]));
}
