using System.Text.Json;
using Npgsql;
using Traffic.Api.Http;
using Traffic.Feeds;

namespace Traffic.Api.Latest;

internal static class LatestEndpoints
{
    public static IEndpointRouteBuilder MapLatestEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/feeds/{feed}/{stream}/latest", GetAsync)
            .WithName("GetLatest").WithTags("Latest")
            .WithSummary("The newest record of each entity of a stream.")
            .WithDescription("Every field of the record is a filter under its own name: the newest record among those that pass.")
            .WithQuery(
                new("run", "`live` or names of runs; left out: all."),
                QueryParameter.Limit(LatestQuery.DefaultLimit, LatestQuery.MaxLimit), QueryParameter.Cursor)
            .Produces<ItemList<IDictionary<string, JsonElement>>>()
            .WithErrors(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        return api;
    }

    private static async Task<IResult> GetAsync(
        string feed, string stream, HttpRequest request, FeedCatalogue catalogue, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var query = LatestQuery.Read(catalogue.Require(feed, stream), request);
        var fields = query.Stream.Fields;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = LatestSql.Build(connection, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var body = new JsonBody();
        await using var json = new Utf8JsonWriter(body.Writer, JsonBody.Options);
        json.WriteStartObject();
        json.WriteStartArray("items");
        string[] last = [];
        LatestCursor? cursor = null;
        for (var written = 0; await reader.ReadAsync(cancellationToken); written++)
        {
            if (written == query.Limit)
            {
                cursor = new LatestCursor(query.Fingerprint, last);
                break;
            }

            json.WriteStartObject();
            RecordWriter.Write(json, reader, fields, 0);
            json.WriteString("run", reader.GetString(fields.Count));
            json.WriteEndObject();
            last = [.. query.Stream.Entity.Select((_, i) => reader.GetString(fields.Count + 1 + i))];
        }

        json.WriteEndArray();
        json.WriteString("cursor", cursor?.ToString());
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return body;
    }
}
