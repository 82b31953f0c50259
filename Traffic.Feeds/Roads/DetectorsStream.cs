using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Roads;

/// <summary><c>roads.detectors</c>: what a loop station says of one interval.</summary>
internal static class DetectorsStream
{
    private static readonly string[] Measures = ["flow", "speed_kmh", "occupancy_pct", "travel_time_s", "observed_pct"];

    public static StreamDeclaration Declaration { get; } = new(RoadsFeed.Name, "detectors")
    {
        Version = 1,
        Title = "Detector readings",
        Description = "A detector's own aggregate of one interval: flow, speed, occupancy, travel time.",
        EventTime = "timestamp",
        Zone = "UTC",
        Key = ["detector_id"],
        Entity = ["detector_id"],
        Partitions = 4,
        Bound = TimeSpan.FromMinutes(5),
        Lateness = TimeSpan.FromHours(1),
        IdleTimeout = TimeSpan.FromSeconds(10),
        DeduplicateBy = ["detector_id", "timestamp"],
        DeduplicateByPresenceOf = Measures,
        Horizon = TimeSpan.FromHours(2),
        AnyOf = Measures,
        Fields =
        [
            new("detector_id", FieldType.String) { Required = true, Range = new(1, 200), Description = "Id of the detector." },
            new("timestamp", FieldType.Timestamp) { Required = true, Description = "Start of the interval." },
            new("interval_s", FieldType.Long) { Required = true, Unit = "s", Range = new(1, 3600), Description = "Length of the interval." },
            new("flow", FieldType.Long) { Unit = "vehicles", Range = new(0, 20_000), Description = "Vehicles counted in the interval." },
            new("speed_kmh", FieldType.Double) { Unit = "km/h", Range = new(0, 300), Aliases = [new("speed_mph", 1.609344)], Description = "Mean speed." },
            new("occupancy_pct", FieldType.Double) { Unit = "%", Range = new(0, 100), Description = "Share of time the detector was occupied." },
            new("travel_time_s", FieldType.Double) { Unit = "s", Range = new(0, 86_400), Description = "Travel time over the detector's segment." },
            new("observed_pct", FieldType.Double) { Unit = "%", Range = new(0, 100), Description = "Share of the values that were measured rather than imputed." },
        ],
        Windows =
        [
            new("1h", TimeSpan.FromHours(1))
            {
                GroupBy = ["detector_id"],
                Aggregates =
                [
                    new Aggregate.Sum("flow"),
                    new Aggregate.Mean("speed_kmh"),
                    new Aggregate.Min("speed_kmh"),
                    new Aggregate.Max("speed_kmh"),
                    new Aggregate.Quantiles("speed_kmh", 50),
                    new Aggregate.Mean("occupancy_pct"),
                    new Aggregate.Mean("travel_time_s"),
                    new Aggregate.Mean("observed_pct"),
                    new Aggregate.Covered("observed_s", "interval_s"),
                ],
            },
        ],
    };
}
