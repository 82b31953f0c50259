namespace Traffic.Streaming.Processing;

/// <summary>What the headers of a raw record say to the engine. None at all: <c>new(Run: null)</c>; <c>default</c> is sequence 0.</summary>
/// <param name="Run">The run it belongs to; null is live.</param>
/// <param name="Sequence">Rising number inside a run, −1 where absent.</param>
/// <param name="Control">A control record of a run, else <see cref="ControlKind.None"/>.</param>
/// <param name="EventId">Id stamped by ingest.</param>
/// <param name="ReceivedAt">Time stamped by ingest, µs UTC; −1 where absent.</param>
/// <param name="Rekeyed">Forwarded from another partition: never forwarded again.</param>
public readonly record struct RecordHeaders(
    string? Run = null,
    long Sequence = -1,
    ControlKind Control = ControlKind.None,
    Guid? EventId = null,
    long ReceivedAt = -1,
    bool Rekeyed = false);
