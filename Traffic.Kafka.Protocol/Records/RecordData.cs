namespace Traffic.Kafka.Protocol.Records;

/// <summary>The value of a records field: bytes in memory, or bytes that are fetched only while they are sent. The default is null.</summary>
public readonly struct RecordData
{
    private readonly bool _hasValue;

    public RecordData(Memory<byte> bytes)
    {
        Bytes = bytes;
        _hasValue = true;
    }

    public RecordData(IRecordSource source)
    {
        Source = source;
        _hasValue = true;
    }

    /// <summary>The bytes, writable so that a broker can stamp offsets in place. Empty when there is a source.</summary>
    public Memory<byte> Bytes { get; }

    public IRecordSource? Source { get; }

    public bool IsNull => !_hasValue;

    public int Length => Source?.Length ?? Bytes.Length;
}
