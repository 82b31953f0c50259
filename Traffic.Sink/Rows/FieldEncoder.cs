using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Traffic.Feeds.Sql;

namespace Traffic.Sink.Rows;

/// <summary>Writes a JSON value as a field of a given PostgreSQL type.</summary>
internal static class FieldEncoder
{
    private const int TextOid = 25;

    /// <returns>Null where it was written, else what is wrong with the value.</returns>
    public static string? Encode(ref Utf8JsonReader value, SqlType type, CopyBuffer fields)
    {
        switch (type)
        {
            case SqlType.Text when value.TokenType == JsonTokenType.String:
                return EncodeText(ref value, fields);
            case SqlType.BigInt when value.TokenType == JsonTokenType.Number && value.TryGetInt64(out var whole):
                fields.Int64(whole);
                return null;
            case SqlType.Double when value.TokenType == JsonTokenType.Number && value.TryGetDouble(out var number):
                fields.Double(number);
                return null;
            case SqlType.Boolean when value.TokenType is JsonTokenType.True or JsonTokenType.False:
                fields.Boolean(value.GetBoolean());
                return null;
            case SqlType.TimestampTz when value.TokenType == JsonTokenType.String && value.TryGetDateTimeOffset(out var time):
                fields.Timestamp((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
                return null;
            case SqlType.Uuid when value.TokenType == JsonTokenType.String && value.TryGetGuid(out var id):
                fields.Uuid(id);
                return null;
            case SqlType.Bytea when value.TokenType == JsonTokenType.String:
                return EncodeBase64(ref value, fields);
            case SqlType.TextArray when value.TokenType == JsonTokenType.StartArray:
                return EncodeTexts(ref value, fields);
            default:
                return $"{Describe(ref value)} is not a {type.Name()}";
        }
    }

    private static string? EncodeText(ref Utf8JsonReader value, CopyBuffer fields)
    {
        if (!value.ValueIsEscaped)
        {
            if (!Utf8.IsValid(value.ValueSpan))
                return "the text is not UTF-8";
            fields.Bytes(value.ValueSpan);
            return null;
        }

        var capacity = value.ValueSpan.Length;
        var field = fields.StartField(capacity);
        try
        {
            var length = value.CopyString(field);
            if (field[..length].Contains((byte)0))
                return "PostgreSQL cannot store the character U+0000";
            fields.EndField(capacity, length);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    private static string? EncodeBase64(ref Utf8JsonReader value, CopyBuffer fields)
    {
        if (value.ValueIsEscaped)
        {
            // Seldom: our writer does not escape base64.
            if (!value.TryGetBytesFromBase64(out var bytes))
                return "the text is not base64";
            fields.Bytes(bytes);
            return null;
        }

        var capacity = Base64.GetMaxDecodedFromUtf8Length(value.ValueSpan.Length);
        var field = fields.StartField(capacity);
        if (Base64.DecodeFromUtf8(value.ValueSpan, field, out _, out var length) != System.Buffers.OperationStatus.Done)
            return "the text is not base64";
        fields.EndField(capacity, length);
        return null;
    }

    /// <summary>A one-dimensional array: dimensions, whether it has nulls, type of the elements, length, lower bound, elements.</summary>
    private static string? EncodeTexts(ref Utf8JsonReader value, CopyBuffer fields)
    {
        var start = fields.Length;
        fields.Word(0);
        fields.Word(0);
        fields.Word(0);
        fields.Word(TextOid);
        var header = fields.Length;
        fields.Word(0);
        fields.Word(1);
        var count = 0;
        for (; value.Read() && value.TokenType != JsonTokenType.EndArray; count++)
        {
            if (value.TokenType != JsonTokenType.String)
                return $"{Describe(ref value)} in a list of texts";
            if (EncodeText(ref value, fields) is { } wrong)
                return wrong;
        }

        if (count == 0)
            fields.Truncate(header);
        else
            fields.PatchWord(header, count);
        fields.PatchWord(start + sizeof(int), count == 0 ? 0 : 1);
        fields.PatchWord(start, fields.Length - start - sizeof(int));
        return null;
    }

    private static string Describe(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => System.Text.Encoding.UTF8.GetString(value.ValueSpan[..Math.Min(value.ValueSpan.Length, 100)]),
    };
}
