using Traffic.Api.Http;
using Traffic.Feeds;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

internal static class WindowsEndpoints
{
    public static IEndpointRouteBuilder MapWindowsEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/feeds/{feed}/{stream}/windows/{id}", GetAsync)
            .WithName("GetWindows").WithTags("Windows")
            .WithSummary("Windows of a stream, merged over runs, to the groups and the granularity asked for.")
            .WithDescription(
                "Every grouping field of the window is a filter under its own name; repeated or comma-separated values mean OR. "
                + "A range takes the windows that start in it, so buckets at its edges may be partial.")
            .WithQuery(
                QueryParameter.From, QueryParameter.To,
                new("last", $"Newest buckets that hold data under these filters, 1 to {WindowsQuery.MaxLast}.") { Type = Microsoft.OpenApi.JsonSchemaType.Integer },
                new("order", "`asc` (default, oldest first) or `desc`."),
                new("granularity", "`minute`, `hour`, `day`, `week` or `month` of local time; left out: the windows as they are."),
                new("tz", "IANA time zone of days and of the times in the answer; default UTC.") { Example = "America/Los_Angeles" },
                new("group", "Grouping fields to keep, comma-separated; left out: all; empty: the total."),
                new("run", "`live` or names of runs; left out: all."),
                QueryParameter.Limit(WindowsQuery.DefaultLimit, WindowsQuery.MaxLimit), QueryParameter.Cursor)
            .Produces<ItemList<WindowItem>>()
            .WithErrors(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        return api;
    }

    private static async Task<IResult> GetAsync(
        string feed, string stream, string id, HttpRequest request, FeedCatalogue catalogue, WindowsReader reader, CancellationToken cancellationToken)
    {
        var declaration = catalogue.Require(feed, stream);
        var query = WindowsQuery.Read(declaration, declaration.Require(id), request);
        var schema = new WindowSchema(query.Stream, query.Window);
        var body = new JsonBody();
        using var writer = new WindowsWriter(body.Writer, schema);
        await reader.WriteAsync(query, schema, writer, cancellationToken);
        writer.Complete();
        return body;
    }
}
