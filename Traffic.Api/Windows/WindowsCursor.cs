using Traffic.Api.Http;

namespace Traffic.Api.Windows;

/// <summary>Where the next page starts: in the bucket, after the group.</summary>
/// <param name="Query">Fingerprint of the query.</param>
/// <param name="From">Range of the query; 'last' is resolved in it.</param>
/// <param name="Bucket">Start of the bucket that was being written.</param>
/// <param name="Group">Group of the last item.</param>
internal sealed record WindowsCursor(string Query, long From, long To, long Bucket, IReadOnlyList<GroupValue> Group)
{
    public static WindowsCursor? Read(string? text, string query) =>
        text is null ? null
        : CursorText.Read(text, ApiJson.Default.WindowsCursor) is var cursor && cursor.Query == query ? cursor
        : throw CursorText.Wrong();

    public override string ToString() => CursorText.Write(this, ApiJson.Default.WindowsCursor);
}
