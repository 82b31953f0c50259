using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka.Reference;

/// <summary>Rows as they stand in a reference topic: key = texts of the key fields joined by '|', value = the row as JSON.</summary>
internal static class ReferenceRows
{
    public static ReferenceRow Read(ReferenceDeclaration reference, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var values = document.RootElement.Clone();
        return new ReferenceRow(string.Join('|', reference.Key.Select(k => Text(values, k))), values);
    }

    private static string Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) ? value.ToString() : "";
}
