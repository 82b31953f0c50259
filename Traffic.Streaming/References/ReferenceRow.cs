using System.Text.Json;

namespace Traffic.Streaming.References;

/// <summary>A row of reference data: its key text and its values as they stand in the JSON.</summary>
public sealed record ReferenceRow(string Key, JsonElement Values)
{
    /// <summary>A number field, or null where it is absent or null.</summary>
    public double? Number(string field) =>
        Values.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public string? Text(string field) =>
        Values.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
