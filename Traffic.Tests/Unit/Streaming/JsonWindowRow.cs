using System.Text.Json;
using Traffic.Streaming.Windows;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>A window record as its readers see it.</summary>
internal sealed class JsonWindowRow(WindowSchema schema, JsonElement record) : IWindowRow
{
    public bool IsNull(int column) => !record.TryGetProperty(schema.Columns[column].Name, out _);

    public long GetLong(int column) => Property(column).GetInt64();

    public double GetDouble(int column) => Property(column).GetDouble();

    public ReadOnlySpan<byte> GetBytes(int column) => Property(column).GetBytesFromBase64();

    private JsonElement Property(int column) => record.GetProperty(schema.Columns[column].Name);
}
