using Traffic.Api.Http;

namespace Traffic.Api.Latest;

/// <summary>Where the next page starts: after the entity, given by the texts of its fields.</summary>
internal sealed record LatestCursor(string Query, IReadOnlyList<string> Entity)
{
    public static LatestCursor? Read(string? text, string query) =>
        text is null ? null
        : CursorText.Read(text, ApiJson.Default.LatestCursor) is var cursor && cursor.Query == query ? cursor
        : throw CursorText.Wrong();

    public override string ToString() => CursorText.Write(this, ApiJson.Default.LatestCursor);
}
