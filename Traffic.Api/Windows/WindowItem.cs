using System.Text.Json;
using System.Text.Json.Serialization;

namespace Traffic.Api.Windows;

/// <summary>The shape of a window in the OpenAPI document; answers are written by <see cref="WindowsWriter"/>.</summary>
internal sealed record WindowItem
{
    /// <summary>Start of the bucket, with the offset of the zone asked for.</summary>
    public required DateTimeOffset WindowStart { get; init; }

    public required DateTimeOffset WindowEnd { get; init; }
    public required long Count { get; init; }

    /// <summary>provisional, corrected or final.</summary>
    public required string Status { get; init; }

    /// <summary>The bucket reaches past the watermark: more records may come.</summary>
    public required bool Open { get; init; }

    /// <summary>Share of the bucket that is covered by observations, in percent; detectors only.</summary>
    public double? Completeness { get; init; }

    /// <summary>Grouping fields and aggregates, as listed by the stream's metadata.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Values { get; set; }
}
