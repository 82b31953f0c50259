using Traffic.Api.Http;

namespace Traffic.Api.Pipeline;

internal static class PipelineEndpoints
{
    public static IEndpointRouteBuilder MapPipelineEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pipeline", (HttpRequest request, PipelineMonitor monitor, CancellationToken cancellationToken) =>
            {
                var query = Query.Of(request);
                query.Allow("fresh");
                return monitor.GetAsync(query.Flag("fresh"), cancellationToken);
            })
            .WithName("GetPipeline").WithTags("Pipeline")
            .WithSummary("Services, streams, topics, partitions, lanes and sinks: positions, lag, watermarks, freshness and rates.")
            .WithDescription(
                "With `fresh` the view begins after the call and is taken in the order of the flow: when nothing lags in it, all that had come in "
                + "before the call is processed and in the tables.")
            .WithQuery(new QueryParameter("fresh", "`true`: take a new view; 503 where Kafka or PostgreSQL does not answer.") { Type = Microsoft.OpenApi.JsonSchemaType.Boolean })
            .WithErrors(StatusCodes.Status503ServiceUnavailable);
        return api;
    }
}
