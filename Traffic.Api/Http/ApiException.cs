namespace Traffic.Api.Http;

/// <summary>An answer that is an error. <see cref="ProblemHandler"/> writes it as problem+json.</summary>
internal sealed class ApiException(int status, string detail) : Exception(detail)
{
    public int Status => status;

    /// <summary>What is at fault: <c>/query/from</c>, <c>/path/stream</c>, <c>/body/3</c>, <c>/headers/content-type</c>.</summary>
    public string? Pointer { get; init; }

    /// <summary>What the caller can do about it.</summary>
    public string? Fix { get; init; }

    /// <summary>When a repetition may succeed.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiException BadQuery(string name, string detail, string fix) =>
        new(StatusCodes.Status400BadRequest, detail) { Pointer = $"/query/{name}", Fix = fix };

    public static ApiException NotFound(string name, string detail, string fix) =>
        new(StatusCodes.Status404NotFound, detail) { Pointer = $"/path/{name}", Fix = fix };

    public static ApiException Unavailable(string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, detail) { Fix = "Repeat the request in a few seconds.", RetryAfter = TimeSpan.FromSeconds(2) };
}
