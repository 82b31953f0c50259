using Traffic.Api.Http;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Latest;

/// <summary>What a call of the latest endpoint asks for.</summary>
internal sealed record LatestQuery(
    StreamDeclaration Stream, IReadOnlyList<FieldFilter> Filters, IReadOnlyList<string> Runs, int Limit, LatestCursor? Cursor, string Fingerprint)
{
    public const int DefaultLimit = 1_000;
    public const int MaxLimit = 10_000;

    public static LatestQuery Read(StreamDeclaration stream, HttpRequest request)
    {
        if (stream.Entity.Count == 0)
        {
            throw ApiException.NotFound("stream", $"'{stream.FullName}' has no entity, so nothing is the latest of it.", "Ask for its windows.");
        }

        var query = Query.Of(request);
        query.Allow(["run", "limit", "cursor", .. stream.Fields.Select(f => f.Name)]);
        var fingerprint = Fingerprints.Of(request, except: ["limit", "cursor"]);
        return new(
            stream,
            FieldFilter.Read(query, stream.Fields),
            query.Values("run"),
            query.Integer("limit", 1, MaxLimit) ?? DefaultLimit,
            LatestCursor.Read(query.Text("cursor"), fingerprint),
            fingerprint);
    }
}
