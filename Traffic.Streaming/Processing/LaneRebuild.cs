namespace Traffic.Streaming.Processing;

/// <summary>Where the records whose ids a lane still holds begin, and the clock before the first of them.</summary>
/// <param name="Offset">First offset to read again.</param>
/// <param name="MaxEventTime">Greatest event time accepted before it, µs UTC; <see cref="long.MinValue"/> where none was.</param>
/// <param name="Sequence">Last <c>seq</c> before it.</param>
/// <param name="Excluded">Offsets that must not register again, as pairs (first, last).</param>
public sealed record LaneRebuild(long Offset, long MaxEventTime, long Sequence, IReadOnlyList<long> Excluded);
