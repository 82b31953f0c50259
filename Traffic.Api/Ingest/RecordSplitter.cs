using Traffic.Api.Http;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Ingest;

/// <summary>
/// Splits a body into records without parsing them: every record reaches Kafka byte for byte. Only what is not an object, or is too
/// large, is rejected.
/// </summary>
internal sealed class RecordSplitter(int maxRecordBytes)
{
    public const string NotAnObject = "not-an-object";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Places of the records in the body.</summary>
    public List<Range> Records { get; } = [];

    public List<RejectedRecord> Rejected { get; } = [];

    private int Index => Records.Count + Rejected.Count;

    /// <param name="lines">The body is declared to be one record a line.</param>
    /// <exception cref="ApiException">An array that has no end.</exception>
    public void Split(ReadOnlySpan<byte> body, bool lines)
    {
        var start = JsonScanner.SkipBlanks(body, body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        if (start == body.Length)
        {
            return;
        }

        if (!lines && body[start] == (byte)'[')
        {
            SplitArray(body, start);
        }
        else if (lines || IsFollowed(body, start))
        {
            SplitLines(body, start);
        }
        else
        {
            Add(body, start, body.Length);
        }
    }

    /// <summary>Whether more than blanks stand behind the first value: then it is one record a line, whatever the media type says.</summary>
    private static bool IsFollowed(ReadOnlySpan<byte> body, int start) =>
        JsonScanner.EndOfValue(body, start) is var end and >= 0 && JsonScanner.SkipBlanks(body, end) < body.Length;

    private void SplitLines(ReadOnlySpan<byte> body, int start)
    {
        while (start < body.Length)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length;
            var first = JsonScanner.SkipBlanks(body[..end], start);
            if (first < end)
            {
                Add(body, first, end);
            }

            start = end + 1;
        }
    }

    private void SplitArray(ReadOnlySpan<byte> body, int bracket)
    {
        var at = JsonScanner.SkipBlanks(body, bracket + 1);
        if (at < body.Length && body[at] == (byte)']')
        {
            EndArray(body, at);
            return;
        }

        while (true)
        {
            var end = at < body.Length ? JsonScanner.EndOfValue(body, at) : -1;
            var next = end < 0 ? -1 : JsonScanner.SkipBlanks(body, end);
            if (next < 0 || next == body.Length || body[next] is not ((byte)',' or (byte)']'))
            {
                throw Malformed(next < 0 || next == body.Length ? "has no end" : $"has '{(char)body[next]}' at byte {next} where ',' or ']' must stand");
            }

            Add(body, at, end);
            if (body[next] == (byte)']')
            {
                EndArray(body, next);
                return;
            }

            at = JsonScanner.SkipBlanks(body, next + 1);
        }
    }

    private static void EndArray(ReadOnlySpan<byte> body, int bracket)
    {
        if (JsonScanner.SkipBlanks(body, bracket + 1) < body.Length)
        {
            throw Malformed($"is followed by more at byte {bracket + 1}");
        }
    }

    private void Add(ReadOnlySpan<byte> body, int start, int end)
    {
        while (end > start && JsonScanner.IsBlank(body[end - 1]))
        {
            end--;
        }

        if (end == start || body[start] != (byte)'{')
        {
            Rejected.Add(new(Index, NotAnObject));
        }
        else if (end - start > maxRecordBytes)
        {
            Rejected.Add(new(Index, Reasons.TooLarge));
        }
        else
        {
            Records.Add(start..end);
        }
    }

    private static ApiException Malformed(string what) => new(StatusCodes.Status400BadRequest, $"The array in the body {what}; no record of it was taken.")
    {
        Pointer = "/body", Fix = "Send a complete JSON array, or one record a line as application/x-ndjson.",
    };
}
