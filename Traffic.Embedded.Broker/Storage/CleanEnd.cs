namespace Traffic.Embedded.Broker.Storage;

/// <summary>Where a log ended at an orderly stop.</summary>
/// <param name="Size">Bytes of its last file.</param>
/// <param name="Producers">How many idempotent producers it knew; if any, there is a snapshot of them.</param>
internal sealed record CleanEnd(long Offset, int Size, int Producers);
