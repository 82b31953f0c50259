using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Roads;

/// <summary><c>roads.passages</c>: one vehicle passing a detector.</summary>
internal static class PassagesStream
{
    public static StreamDeclaration Declaration { get; } = new(RoadsFeed.Name, "passages")
    {
        Version = 1,
        Title = "Vehicle passages",
        Description = "One record per vehicle that passes a detector: lane, type and speed.",
        EventTime = "timestamp",
        Id = "id",
        Zone = "Asia/Dubai",
        Key = ["direction", "lane"],
        Entity = ["region", "road"],
        RawTopics = new(RoadsFeed.MetadataName, ["region", "road"]),
        Partitions = 4,
        Bound = TimeSpan.FromSeconds(5),
        Lateness = TimeSpan.FromMinutes(2),
        IdleTimeout = TimeSpan.FromSeconds(10),
        DeduplicateBy = ["id"],
        Horizon = TimeSpan.FromMinutes(10),
        Fields =
        [
            new("id", FieldType.Uuid) { Required = true, Description = "Id of the passage." },
            new("region", FieldType.String) { Required = true, Range = new(1, 100), UnderscoresToSpaces = true, Description = "Region of the road." },
            new("road", FieldType.String) { Required = true, Range = new(1, 100), UnderscoresToSpaces = true, Description = "Name of the road." },
            new("direction", FieldType.Long) { Range = new(0, 1), Default = 0, Description = "Direction of travel; 0 on one-way roads." },
            new("timestamp", FieldType.Timestamp) { Required = true, Description = "When the vehicle passed." },
            new("vehicle_type", FieldType.String) { Required = true, Allowed = ["car", "truck"], Description = "Type of vehicle." },
            new("lane", FieldType.Long) { Required = true, Range = new(1, 16), Description = "Lane, counted from 1." },
            new("speed_kmh", FieldType.Double) { Required = true, Unit = "km/h", Range = new(0, 300), Aliases = [new("velocity")], Description = "Speed of the vehicle." },
            new("limit_kmh", FieldType.Double) { Derived = true, Unit = "km/h", Description = "The road's limit for that type of vehicle; absent for unknown roads." },
            new("speeding", FieldType.Bool) { Derived = true, Description = "Whether the speed is above the limit; absent where there is none." },
        ],
        Derivations = [new RoadLimits()],
        Windows =
        [
            new("1m", TimeSpan.FromMinutes(1))
            {
                GroupBy = ["region", "road", "direction", "lane", "vehicle_type"],
                Aggregates =
                [
                    new Aggregate.Mean("speed_kmh"),
                    new Aggregate.HarmonicMean("speed_kmh", Floor: 1),
                    new Aggregate.Min("speed_kmh"),
                    new Aggregate.Max("speed_kmh"),
                    new Aggregate.Quantiles("speed_kmh", 15, 50, 85, 95),
                    new Aggregate.CountWhere("speeding", "speeding"),
                ],
            },
        ],
    };
}
