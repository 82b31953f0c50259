namespace Traffic.Cli.Replay;

/// <summary>What <c>traffic replay</c> was asked to do.</summary>
/// <param name="Speed">Event time per real time; null is as fast as possible.</param>
/// <param name="Limit">Most records to send; the run they belong to is then not ended.</param>
internal sealed record ReplayRequest(
    string Feed,
    IReadOnlyList<string> Files,
    string? Format,
    IReadOnlyDictionary<string, string> Constants,
    string? Run,
    double? Speed,
    long? Limit,
    bool AsOne);
