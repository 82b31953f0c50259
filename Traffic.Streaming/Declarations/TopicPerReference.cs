namespace Traffic.Streaming.Declarations;

/// <summary>Known entities have raw topics of their own, <c>feed.stream.raw.a-b</c>; all others share <c>….raw.other</c>.</summary>
/// <param name="Reference">Name of the reference table that lists the known entities.</param>
/// <param name="Fields">Fields of row and record whose texts, joined by '-', name the topic.</param>
public sealed record TopicPerReference(string Reference, IReadOnlyList<string> Fields);
