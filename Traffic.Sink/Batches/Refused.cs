using Traffic.Sink.Rows;

namespace Traffic.Sink.Batches;

/// <summary>A record of a batch that cannot be stored.</summary>
/// <param name="Record">Its number in the batch.</param>
internal sealed record Refused(int Record, Refusal Refusal);
