namespace Traffic.Api.Pipeline;

/// <param name="Kind">raw, clean, dlq, windows, changelog or reference.</param>
/// <param name="Stream">Null for reference topics.</param>
internal sealed record TopicState(string Name, string Kind, string Feed, string? Stream, double RatePerS, IReadOnlyList<PartitionState> Partitions);

/// <param name="Start">First offset that is still there.</param>
/// <param name="End">Offset after the last record.</param>
/// <param name="Processor">How far the processor is; null where it does not read the topic.</param>
/// <param name="Sink">How far the tables are; null where the sink does not read the topic.</param>
internal sealed record PartitionState(int Partition, long Start, long End, ReaderState? Processor, ReaderState? Sink);

/// <param name="Position">First offset that is not done.</param>
internal sealed record ReaderState(long Position, long Lag)
{
    /// <param name="position">Null where it has not begun: it will at the start.</param>
    public static ReaderState Of(long? position, long start, long end)
    {
        var at = Math.Max(position ?? start, start);
        return new(at, Math.Max(0, end - at));
    }
}
