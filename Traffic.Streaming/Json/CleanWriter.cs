using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>Writes rows as clean records: one flat JSON object, fields in declaration order, absent ones left out.</summary>
internal sealed class CleanWriter(RecordBatch batch)
{
    private readonly FieldWriter[] _fields =
        [.. batch.Stream.Fields.Select((f, i) => new FieldWriter(batch[i], f.Type == FieldType.Timestamp))];

    private readonly JsonBuffer _json = new();

    /// <summary>The record as UTF-8 JSON; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(int row)
    {
        var writer = _json.Start();
        writer.WriteStartObject();
        foreach (var field in _fields)
        {
            field.Write(writer, row);
        }

        writer.WriteEndObject();
        return _json.Finish();
    }
}
