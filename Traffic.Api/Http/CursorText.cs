using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Traffic.Api.Http;

/// <summary>Cursors as opaque text that is safe in an address.</summary>
internal static class CursorText
{
    public static string Write<T>(T cursor, JsonTypeInfo<T> type) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(cursor, type));

    public static T Read<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), type) ?? throw Wrong();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Wrong();
        }
    }

    public static ApiException Wrong() =>
        ApiException.BadQuery("cursor", "The cursor does not belong to this query.", "Repeat the query that gave it, with that cursor added, or leave it out.");
}
