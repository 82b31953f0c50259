using Traffic.Streaming.Columns;

namespace Traffic.Feeds.Replay;

/// <summary>A record made from a file, or a line of it that could not be converted.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="EventTime">µs UTC; 0 for a failure.</param>
/// <param name="Bytes">The record as JSON, or the raw line of a failure. Valid until the next row is asked for.</param>
/// <param name="EventId">Id of a record that must have one and carries none.</param>
/// <param name="Failure">Why the line could not be converted; null for a record.</param>
public readonly record struct ReplayRow(long Line, long EventTime, ReadOnlyMemory<byte> Bytes, Guid? EventId = null, Rejection? Failure = null)
{
    public static ReplayRow Failed(long line, ReadOnlyMemory<byte> raw, string reason, string? field, string detail) =>
        new(line, 0, raw, Failure: new Rejection(reason, field, detail));
}
