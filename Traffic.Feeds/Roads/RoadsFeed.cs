using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Roads;

/// <summary>Road traffic: single vehicles passing detectors, and aggregates that loop stations measure themselves.</summary>
public static class RoadsFeed
{
    public const string Name = "roads";
    public const string MetadataName = "metadata";

    public static FeedDeclaration Declaration { get; } = new(Name)
    {
        Title = "Roads",
        Description = "Vehicles passing detectors on known roads, and the readings of loop stations.",
        Zone = "Asia/Dubai",
        Streams = [PassagesStream.Declaration, DetectorsStream.Declaration],
        References = [Metadata],
    };

    private static ReferenceDeclaration Metadata => new(Name, MetadataName)
    {
        Description = "The known roads: limits, lanes, capacity. A road in it has raw topics of its own.",
        Key = ["region", "road"],
        Fields =
        [
            new("region", FieldType.String) { Required = true, Range = new(1, 100), Description = "Region of the road." },
            new("road", FieldType.String) { Required = true, Range = new(1, 100), Description = "Name of the road." },
            new("car_limit_kmh", FieldType.Long) { Required = true, Unit = "km/h", Range = new(1, 300), Description = "Speed limit for cars." },
            new("truck_limit_kmh", FieldType.Long) { Required = true, Unit = "km/h", Range = new(1, 300), Description = "Speed limit for trucks." },
            new("lanes", FieldType.Long) { Required = true, Range = new(1, 16), Description = "Lanes of one direction." },
            new("two_way", FieldType.Bool) { Required = true, Description = "Whether direction 1 exists." },
            new("capacity_5min", FieldType.Long) { Required = true, Unit = "vehicles / 5 min", Range = new(1, 100_000), Description = "Vehicles that pass in five minutes at capacity." },
        ],
        OpenDefault = () => typeof(RoadsFeed).Assembly.GetManifestResourceStream("Traffic.Feeds.reference.roads.metadata.json")!,
    };
}
