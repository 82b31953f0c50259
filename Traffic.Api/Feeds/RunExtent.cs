namespace Traffic.Api.Feeds;

/// <summary>What there is of a run: event times of its first and last record, and how many there are.</summary>
internal sealed record RunExtent(string Run, DateTime First, DateTime Last, long Rows);
