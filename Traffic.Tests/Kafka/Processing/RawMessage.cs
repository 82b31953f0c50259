using Traffic.Streaming.Processing;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>A raw record to produce; a null partition is chosen by the key.</summary>
internal sealed record RawMessage(string Topic, string? Key, byte[]? Value, RecordHeaders Headers, int? Partition = null);
