using Traffic.Api.Http;

namespace Traffic.Api.DeadLetters;

/// <summary>The last letter of a page; the next one is older.</summary>
internal sealed record DeadLetterCursor(string Query, DateTime FailedAt, string Topic, int Partition, long Offset)
{
    public static DeadLetterCursor? Read(string? text, string query) =>
        text is null ? null
        : CursorText.Read(text, ApiJson.Default.DeadLetterCursor) is var cursor && cursor.Query == query ? cursor
        : throw CursorText.Wrong();

    public override string ToString() => CursorText.Write(this, ApiJson.Default.DeadLetterCursor);
}
