using System.Text.Json.Serialization;

namespace Traffic.Cli.Status;

/// <summary>What <c>GET /api/v1/pipeline</c> says, as far as it is used here.</summary>
internal sealed record PipelineStatus(
    DateTimeOffset At,
    IReadOnlyList<ServiceStatus> Services,
    IReadOnlyList<StreamStatus> Streams,
    IReadOnlyList<TopicStatus> Topics,
    IReadOnlyList<LaneStatus> Lanes);

/// <param name="State">up, down or unknown.</param>
internal sealed record ServiceStatus(string Name, string State, string? Detail);

/// <param name="WatermarkDelayS">Age of the live watermark; null without live records.</param>
/// <param name="FreshnessS">Age of the newest live record in the tables, by event time.</param>
internal sealed record StreamStatus(
    string Feed,
    string Stream,
    double RawRatePerS,
    double CleanRatePerS,
    long ProcessorLag,
    long SinkLag,
    double? WatermarkDelayS,
    double? FreshnessS,
    long OpenWindows,
    IReadOnlyDictionary<string, long> DeadLetters,
    long Records,
    long Accepted,
    long Duplicates);

/// <param name="Kind">raw, clean, dlq, windows, changelog or reference.</param>
internal sealed record TopicStatus(string Name, string Kind, double RatePerS, IReadOnlyList<PartitionStatus> Partitions);

internal sealed record PartitionStatus(int Partition, long Start, long End, ReaderStatus? Processor, ReaderStatus? Sink);

/// <param name="Position">First offset that is not done.</param>
internal sealed record ReaderStatus(long Position, long Lag);

internal sealed record LaneStatus(string Topic, int Partition, string Run, long UnfinishedWindows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PipelineStatus))]
internal sealed partial class PipelineStatusJson : JsonSerializerContext;
