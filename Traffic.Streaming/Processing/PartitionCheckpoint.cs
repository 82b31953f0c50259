namespace Traffic.Streaming.Processing;

/// <summary>How far a raw partition is processed: the last record of every commit to the changelog.</summary>
/// <param name="Topic">Raw topic.</param>
/// <param name="Partition">Raw partition.</param>
/// <param name="Next">First offset that is not yet processed.</param>
/// <param name="ReadFrom">Offset from which ids must be re-read after a restart, ≤ <paramref name="Next"/>.</param>
/// <param name="At">When it was taken, UTC.</param>
public sealed record PartitionCheckpoint(string Topic, int Partition, long Next, long ReadFrom, DateTimeOffset At);
