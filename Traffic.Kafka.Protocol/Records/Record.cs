namespace Traffic.Kafka.Protocol.Records;

/// <summary>One record of an uncompressed batch, as slices of its bytes.</summary>
public readonly ref struct Record
{
    public long Offset { get; init; }

    /// <summary>Milliseconds since the epoch.</summary>
    public long Timestamp { get; init; }

    public bool HasKey { get; init; }

    public ReadOnlySpan<byte> Key { get; init; }

    public bool HasValue { get; init; }

    public ReadOnlySpan<byte> Value { get; init; }

    /// <summary>The encoded headers, with their count in front.</summary>
    public ReadOnlySpan<byte> Headers { get; init; }
}
