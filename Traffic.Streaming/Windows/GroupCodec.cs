using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Traffic.Streaming.Buffers;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.EventTime;

namespace Traffic.Streaming.Windows;

/// <summary>The values of a window's grouping fields: as bytes, by which windows are found, and from these as JSON.</summary>
internal sealed class GroupCodec(StreamDeclaration stream, WindowDeclaration window)
{
    private readonly Field[] _fields = [.. window.GroupBy.Select(stream.Field)];
    private readonly JsonEncodedText[] _names = [.. window.GroupBy.Select(name => JsonEncodedText.Encode(name))];
    private readonly int[] _columns = [.. window.GroupBy.Select(name => stream.Fields.ToList().IndexOf(stream.Field(name)))];

    public void Write(RecordBatch batch, int row, IBufferWriter<byte> output)
    {
        foreach (var column in _columns)
        {
            ColumnBytes.Append(batch[column], row, output);
        }
    }

    /// <summary>Writes the values one after another, with their names as properties or without as array items.</summary>
    public void WriteJson(ReadOnlySpan<byte> group, Utf8JsonWriter writer, bool named)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (named)
            {
                writer.WritePropertyName(_names[i]);
            }

            var present = group[0] != 0;
            group = group[1..];
            if (present)
            {
                WriteValue(_fields[i].Type, ref group, writer);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    private static void WriteValue(FieldType type, ref ReadOnlySpan<byte> group, Utf8JsonWriter writer)
    {
        var length = type switch
        {
            FieldType.String => (int)Varint.Read(ref group),
            FieldType.Bool => 1,
            FieldType.Uuid => 16,
            _ => 8,
        };
        var value = group[..length];
        group = group[length..];
        switch (type)
        {
            case FieldType.String:
                writer.WriteStringValue(value);
                break;
            case FieldType.Bool:
                writer.WriteBooleanValue(value[0] != 0);
                break;
            case FieldType.Uuid:
                writer.WriteStringValue(new Guid(value));
                break;
            case FieldType.Double:
                writer.WriteNumberValue(BinaryPrimitives.ReadDoubleLittleEndian(value));
                break;
            case FieldType.Timestamp:
                Span<byte> text = stackalloc byte[TimestampText.MaxLength];
                writer.WriteStringValue(text[..TimestampText.Format(BinaryPrimitives.ReadInt64LittleEndian(value), text)]);
                break;
            default:
                writer.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
        }
    }
}
