namespace Traffic.Streaming.Processing;

/// <summary>A raw record as it lies in a <see cref="RawBatch"/>.</summary>
public readonly ref struct RawRecord(long offset, ReadOnlySpan<byte> key, bool hasKey, ReadOnlySpan<byte> value, int row, in RecordHeaders headers)
{
    public long Offset { get; } = offset;
    public ReadOnlySpan<byte> Key { get; } = key;
    public bool HasKey { get; } = hasKey;
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>Row in the batch, by which the caller finds what else it knows of the record.</summary>
    public int Row { get; } = row;

    public RecordHeaders Headers { get; } = headers;
}
