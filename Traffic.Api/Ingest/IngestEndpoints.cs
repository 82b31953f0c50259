using Microsoft.Extensions.Options;
using Traffic.Api.Http;
using Traffic.Feeds;

namespace Traffic.Api.Ingest;

internal static class IngestEndpoints
{
    public static IEndpointRouteBuilder MapIngestEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapPost("/ingest/{feed}/{stream}", PostAsync)
            .WithName("Ingest").WithTags("Ingest")
            .WithSummary("Takes records of a stream: a JSON object, an array, or one object a line; also compressed.")
            .WithDescription(
                "Answered when Kafka has all of it. Only what can't be a record is rejected; everything else is judged by the processor, "
                + "which turns what is wrong into dead letters. With `run` the records belong to a run of that name; `end` closes it.")
            .WithQuery(
                new("run", "Name of a run; left out: live records."),
                new("end", "`true`: the run is complete with this request.") { Type = Microsoft.OpenApi.JsonSchemaType.Boolean })
            .WithBody([.. IngestRequest.JsonTypes, .. IngestRequest.LinesTypes])
            .WithMetadata(new BodyLimit(api.ServiceProvider))
            .Produces<IngestResult>(StatusCodes.Status202Accepted)
            .WithErrors(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);
        return api;
    }

    private static async Task<IResult> PostAsync(
        string feed, string stream, HttpRequest http, FeedCatalogue catalogue, IngestGate gate, RawSender sender,
        IOptions<IngestOptions> options, CancellationToken cancellationToken)
    {
        var request = IngestRequest.Read(catalogue.Require(feed, stream), http);
        var limits = options.Value;
        var announced = Math.Min(http.ContentLength ?? limits.MaxBodyBytes, limits.MaxBodyBytes);
        using var room = gate.Enter(announced);
        using var body = new BodyReader();
        await body.ReadAsync(http, limits.MaxBodyBytes, cancellationToken);
        using var unpacked = gate.Enter(Math.Max(0, body.Bytes.Length - announced));
        var splitter = new RecordSplitter(limits.MaxRecordBytes);
        splitter.Split(body.Bytes.Span, request.Lines);
        if (splitter.Records.Count + splitter.Rejected.Count == 0 && !request.End)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "The body has no record.")
            {
                Pointer = "/body", Fix = "Send a JSON object, an array of objects, or one object a line.",
            };
        }

        if (splitter.Records.Count > 0 || request.End)
        {
            await sender.SendAsync(request, body.Bytes, splitter.Records, cancellationToken);
        }

        return Results.Json(new IngestResult(splitter.Records.Count, splitter.Rejected), ApiJson.Default.IngestResult, statusCode: StatusCodes.Status202Accepted);
    }
}
