using System.Text.Json;
using Traffic.Api.Http;
using Traffic.Feeds;
using Traffic.Kafka.Reference;

namespace Traffic.Api.Reference;

internal static class ReferenceEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IEndpointRouteBuilder MapReferenceEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reference/{feed}/{name}", GetAsync)
            .WithName("GetReference").WithTags("Reference")
            .WithSummary("Reference data as the processor sees it, with its version.")
            .WithDescription("Every field of the table is a filter under its own name.")
            .WithErrors(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        return api;
    }

    private static async Task<ReferenceList> GetAsync(
        string feed, string name, HttpRequest request, FeedCatalogue catalogue, ReferenceReader references, CancellationToken cancellationToken)
    {
        var declaration = catalogue.RequireReference(feed, name);
        var query = Query.Of(request);
        query.Allow(declaration.Fields.Select(f => f.Name));
        var filters = FieldFilter.Read(query, declaration.Fields);
        try
        {
            await references.WaitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw ApiException.Unavailable("The reference data is not read from Kafka yet.");
        }

        var table = references[feed][name];
        var rows = table.Rows.Where(r => filters.All(f => f.Texts.Contains(TextOf(r.Values, f.Field.Name), StringComparer.Ordinal)));
        return new([.. rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Values)], table.Version);
    }

    private static string TextOf(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString() : "";
}
