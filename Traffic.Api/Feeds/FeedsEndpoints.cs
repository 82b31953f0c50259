using Traffic.Api.Http;
using Traffic.Feeds;

namespace Traffic.Api.Feeds;

internal static class FeedsEndpoints
{
    public static IEndpointRouteBuilder MapFeedsEndpoints(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/feeds").WithTags("Feeds");
        group.MapGet("", (FeedCatalogue catalogue) => new ItemList<FeedItem>([.. catalogue.Feeds.Select(FeedItem.Of)]))
            .WithName("ListFeeds")
            .WithSummary("The feeds and their streams.");
        group.MapGet("/{feed}/{stream}", GetAsync)
            .WithName("GetStream")
            .WithSummary("The declaration of a stream: fields, units, windows, tables, and the extent of its data by run.")
            .WithErrors(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        return api;
    }

    private static async Task<StreamDescription> GetAsync(
        string feed, string stream, FeedCatalogue catalogue, Extents extents, CancellationToken cancellationToken)
    {
        var declaration = catalogue.Require(feed, stream);
        return StreamDescription.Of(catalogue.Require(feed), declaration, await extents.OfAsync(declaration, cancellationToken));
    }
}
