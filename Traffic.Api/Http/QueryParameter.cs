using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Traffic.Api.Http;

/// <summary>A query parameter in the OpenAPI document.</summary>
internal sealed record QueryParameter(string Name, string Description)
{
    public JsonSchemaType Type { get; init; } = JsonSchemaType.String;
    public string? Format { get; init; }
    public string? Example { get; init; }

    public static QueryParameter From { get; } = new("from", "First instant, inclusive; ISO-8601, without offset local time of `tz`.")
    {
        Format = "date-time", Example = "2012-03-01T00:00:00Z",
    };

    public static QueryParameter To { get; } = new("to", "Last instant, exclusive.") { Format = "date-time", Example = "2012-03-02T00:00:00Z" };

    public static QueryParameter Cursor { get; } = new("cursor", "`cursor` of the page before.");

    public static QueryParameter Limit(int standard, int max) =>
        new("limit", $"Items of a page, 1 to {max}; default {standard}.") { Type = JsonSchemaType.Integer };

    public OpenApiParameter ToOpenApi() => new()
    {
        Name = Name,
        In = ParameterLocation.Query,
        Description = Description,
        Schema = new OpenApiSchema { Type = Type, Format = Format },
        Example = Example is null ? null : JsonValue.Create(Example),
    };
}
