using System.Text.RegularExpressions;
using Traffic.Api.Http;
using Traffic.Api.Windows;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Ingest;

/// <summary>Where the records of a request go.</summary>
/// <param name="Run">The run they belong to; null is live.</param>
/// <param name="End">The run is complete with them.</param>
/// <param name="Lines">One record a line.</param>
internal sealed partial record IngestRequest(StreamDeclaration Stream, string? Run, bool End, bool Lines)
{
    public static readonly string[] JsonTypes = ["application/json"];
    public static readonly string[] LinesTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    public static IngestRequest Read(StreamDeclaration stream, HttpRequest request)
    {
        var query = Query.Of(request);
        query.Allow("run", "end");
        var run = query.Text("run");
        if (run is not null && (run == Parts.Live || !RunName().IsMatch(run)))
        {
            throw ApiException.BadQuery("run", $"'{run}' is no name of a run.",
                "Give up to 200 letters, digits, '.', '_', ':' or '-', beginning with a letter or digit, other than 'live'; leave it out for live records.");
        }

        var end = query.Flag("end");
        if (end && run is null)
        {
            throw ApiException.BadQuery("end", "'end' is given without a run.", "Only runs end: add run=NAME or leave 'end' out.");
        }

        return new(stream, run, end, IsLines(request, end));
    }

    private static bool IsLines(HttpRequest request, bool mayBeEmpty)
    {
        var type = request.GetTypedHeaders().ContentType?.MediaType.Value?.ToLowerInvariant();
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding)
        {
            // What could be decompressed no longer says so.
            throw Unsupported("content-encoding", $"The body is encoded as '{encoding}'.", "Send it plain, or with gzip, br or deflate.");
        }

        return type switch
        {
            _ when JsonTypes.Contains(type) => false,
            _ when LinesTypes.Contains(type) => true,
            null when mayBeEmpty && request.ContentLength is null or 0 => false,
            _ => throw Unsupported("content-type", type is null ? "The body has no media type." : $"The body is '{type}'.",
                $"Send Content-Type: {string.Join(", ", [.. JsonTypes, .. LinesTypes])}."),
        };
    }

    private static ApiException Unsupported(string header, string detail, string fix) =>
        new(StatusCodes.Status415UnsupportedMediaType, detail) { Pointer = $"/headers/{header}", Fix = fix };

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$")]
    private static partial Regex RunName();
}
