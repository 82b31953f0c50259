namespace Traffic.Sink.Batches;

/// <summary>What a batch holds of a partition.</summary>
/// <param name="Start">Position the batch was read from.</param>
/// <param name="End">Position after it.</param>
internal readonly record struct OffsetRange(long Start, long End);
