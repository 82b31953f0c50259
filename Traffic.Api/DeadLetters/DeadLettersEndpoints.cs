using Traffic.Api.Http;

namespace Traffic.Api.DeadLetters;

internal static class DeadLettersEndpoints
{
    public static IEndpointRouteBuilder MapDeadLettersEndpoints(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/dead-letters").WithTags("Dead letters");
        group.MapGet("", (HttpRequest request, DeadLetterStore store, CancellationToken cancellationToken) =>
                store.ListAsync(DeadLetterQuery.Read(request, paged: true), cancellationToken))
            .WithName("ListDeadLetters")
            .WithSummary("Refused records, newest first.")
            .WithQuery([.. DeadLetterQuery.Parameters, QueryParameter.Limit(DeadLetterQuery.DefaultLimit, DeadLetterQuery.MaxLimit), QueryParameter.Cursor])
            .WithErrors(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/summary", (HttpRequest request, DeadLetterStore store, CancellationToken cancellationToken) =>
                store.SummaryAsync(DeadLetterQuery.Read(request, paged: false), cancellationToken))
            .WithName("SummarizeDeadLetters")
            .WithSummary("Number of refused records by stream and reason.")
            .WithQuery(DeadLetterQuery.Parameters)
            .WithErrors(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{id}", async (string id, DeadLetterStore store, CancellationToken cancellationToken) =>
                await store.FindAsync(DeadLetterId.Parse(id), cancellationToken)
                ?? throw ApiException.NotFound("id", $"There is no dead letter '{id}'.", "It may not be in the table yet: look at the list again."))
            .WithName("GetDeadLetter")
            .WithSummary("A refused record with its raw bytes and headers.")
            .WithErrors(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        return api;
    }
}
