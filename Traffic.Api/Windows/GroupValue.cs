using System.Text.Json;
using Npgsql;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Windows;

/// <summary>A value of a grouping field: text, or a number (booleans are 0 and 1, instants µs, doubles their bits), or absent.</summary>
internal readonly record struct GroupValue(string? Text, long? Number) : IComparable<GroupValue>
{
    public static GroupValue Read(NpgsqlDataReader reader, int column, FieldType type)
    {
        if (reader.IsDBNull(column))
        {
            return default;
        }

        return type switch
        {
            FieldType.String => new(reader.GetString(column), null),
            FieldType.Uuid => new(reader.GetGuid(column).ToString(), null),
            FieldType.Bool => new(null, reader.GetBoolean(column) ? 1 : 0),
            FieldType.Double => new(null, BitConverter.DoubleToInt64Bits(reader.GetDouble(column))),
            FieldType.Timestamp => new(null, new DateTimeOffset(reader.GetDateTime(column)).ToMicros()),
            _ => new(null, reader.GetInt64(column)),
        };
    }

    public void Write(Utf8JsonWriter json, Field field)
    {
        if (Text is not null)
        {
            json.WriteString(field.Name, Text);
        }
        else if (Number is not { } number)
        {
            json.WriteNull(field.Name);
        }
        else if (field.Type == FieldType.Bool)
        {
            json.WriteBoolean(field.Name, number != 0);
        }
        else if (field.Type == FieldType.Timestamp)
        {
            json.WriteString(field.Name, ZoneClock.ToUtc(number));
        }
        else if (field.Type == FieldType.Double)
        {
            json.WriteNumber(field.Name, BitConverter.Int64BitsToDouble(number));
        }
        else
        {
            json.WriteNumber(field.Name, number);
        }
    }

    public int CompareTo(GroupValue other) => Text is not null || other.Text is not null
        ? string.CompareOrdinal(Text, other.Text)
        : Nullable.Compare(Number, other.Number);
}
