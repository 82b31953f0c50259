using System.Text.Json;
using Npgsql;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Http;

/// <summary>Writes rows of a table as records: fields in declaration order, absent ones left out, times in UTC.</summary>
internal static class RecordWriter
{
    /// <param name="first">Column of the first field; the others follow in order.</param>
    public static void Write(Utf8JsonWriter json, NpgsqlDataReader reader, IReadOnlyList<Field> fields, int first)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (!reader.IsDBNull(first + i))
            {
                Write(json, reader, fields[i], first + i);
            }
        }
    }

    private static void Write(Utf8JsonWriter json, NpgsqlDataReader reader, Field field, int column)
    {
        switch (field.Type)
        {
            case FieldType.String:
                json.WriteString(field.Name, reader.GetString(column));
                break;
            case FieldType.Double:
                json.WriteNumber(field.Name, reader.GetDouble(column));
                break;
            case FieldType.Bool:
                json.WriteBoolean(field.Name, reader.GetBoolean(column));
                break;
            case FieldType.Uuid:
                json.WriteString(field.Name, reader.GetGuid(column));
                break;
            case FieldType.Timestamp:
                json.WriteString(field.Name, reader.GetDateTime(column));
                break;
            default:
                json.WriteNumber(field.Name, reader.GetInt64(column));
                break;
        }
    }
}
