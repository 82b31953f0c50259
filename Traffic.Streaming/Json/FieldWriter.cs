using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.EventTime;

namespace Traffic.Streaming.Json;

/// <summary>Writes one column of a batch as a JSON property.</summary>
internal sealed class FieldWriter(Column column, bool isTimestamp)
{
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(column.Name);

    /// <summary>Writes the value; nothing where it is absent.</summary>
    public void Write(Utf8JsonWriter writer, int row)
    {
        if (!column.IsValid(row))
        {
            return;
        }

        switch (column)
        {
            case TextColumn texts:
                writer.WriteString(_name, texts[row]);
                break;
            case ValueColumn<long> times when isTimestamp:
                Span<byte> text = stackalloc byte[TimestampText.MaxLength];
                writer.WriteString(_name, text[..TimestampText.Format(times[row], text)]);
                break;
            case ValueColumn<long> longs:
                writer.WriteNumber(_name, longs[row]);
                break;
            case ValueColumn<double> doubles:
                writer.WriteNumber(_name, doubles[row]);
                break;
            case ValueColumn<bool> bools:
                writer.WriteBoolean(_name, bools[row]);
                break;
            case ValueColumn<Guid> uuids:
                writer.WriteString(_name, uuids[row]);
                break;
        }
    }
}
