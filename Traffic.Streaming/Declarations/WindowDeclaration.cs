namespace Traffic.Streaming.Declarations;

/// <summary>A tumbling window in event time, aligned to the epoch in UTC.</summary>
/// <param name="Id">Id in topics, tables and the API, e.g. <c>1m</c>.</param>
public sealed record WindowDeclaration(string Id, TimeSpan Size)
{
    public required IReadOnlyList<string> GroupBy { get; init; }
    public required IReadOnlyList<Aggregate> Aggregates { get; init; }
}
