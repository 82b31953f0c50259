namespace Traffic.Api.Pipeline;

/// <summary>The whole pipeline at one moment. Rates are over the last 10 s.</summary>
internal sealed record PipelineSnapshot(
    DateTimeOffset At,
    IReadOnlyList<ServiceState> Services,
    IReadOnlyList<StreamState> Streams,
    IReadOnlyList<TopicState> Topics,
    IReadOnlyList<LaneState> Lanes,
    IReadOnlyList<SinkState> Sinks);

/// <param name="State">up, down or unknown.</param>
/// <param name="Detail">Why it is not up.</param>
internal sealed record ServiceState(string Name, string State, string? Detail);

internal sealed record SinkState(string Name, double RowsPerS, long Lag);
