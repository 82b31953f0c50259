using Traffic.Api.Http;
using Traffic.Feeds;
using Traffic.Kafka;

namespace Traffic.Api.Live;

internal static class LiveEndpoints
{
    public static IEndpointRouteBuilder MapLiveEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/live", GetAsync)
            .WithName("Live").WithTags("Live")
            .WithSummary("Server-sent events: every change of a window, every clean record.")
            .WithDescription(
                "Events: `window` (the window record), `withdrawn`, `record`, `heartbeat` every 15 s, and `reset` when something was missed and must be "
                + "read again. Changes of one window are at least 100 ms apart. `id:` is opaque; sent back as `Last-Event-ID` it resumes. "
                + "Every grouping field (of records: every field) is a filter under its own name.")
            .WithQuery(
                new("windows", "Windows to hear of, `feed.stream.id`, comma-separated.") { Example = "roads.passages.1m" },
                new("records", "Streams to hear the records of, `feed.stream`, comma-separated."))
            .Produces<string>(StatusCodes.Status200OK, LiveStream.MediaType)
            .WithErrors(StatusCodes.Status400BadRequest);
        return api;
    }

    private static async Task GetAsync(
        HttpContext context, FeedCatalogue feeds, TopicCatalogue topics, LiveHub hub, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var query = LiveQuery.Read(context.Request, feeds, topics);
        var resume = LiveVector.TryParse(context.Request.Headers["Last-Event-ID"]);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var subscription = hub.Subscribe(query, resume);
        try
        {
            await new LiveStream(context.Response, time).RunAsync(hub, subscription, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client has gone, or the service stops: that is how a live connection ends.
        }
        finally
        {
            hub.Unsubscribe(subscription);
        }
    }
}
