using Confluent.Kafka;

namespace Traffic.Sink.Rows;

/// <summary>A record as it was consumed; spans are valid during the call.</summary>
internal readonly ref struct SinkRecord
{
    public required string Topic { get; init; }
    public required int Partition { get; init; }
    public required long Offset { get; init; }

    /// <summary>Number of the record in its batch.</summary>
    public required int Source { get; init; }

    public required bool HasKey { get; init; }
    public required ReadOnlySpan<byte> Key { get; init; }

    /// <summary>False for a tombstone.</summary>
    public required bool HasValue { get; init; }

    public required ReadOnlySpan<byte> Value { get; init; }
    public required Headers? Headers { get; init; }

    /// <summary>Kafka's timestamp, µs UTC.</summary>
    public required long Timestamp { get; init; }

    public ReadOnlySpan<byte> Header(string name) => Headers is not null && Headers.TryGetLastBytes(name, out var value) ? value : default;
}
