using System.Text.Json.Serialization;

namespace Traffic.Streaming.Processing;

/// <summary>JSON of the checkpoints in the changelog, snake_case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PartitionCheckpoint))]
[JsonSerializable(typeof(LaneCheckpoint))]
public sealed partial class CheckpointJson : JsonSerializerContext;
