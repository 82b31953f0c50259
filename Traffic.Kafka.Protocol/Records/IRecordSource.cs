namespace Traffic.Kafka.Protocol.Records;

/// <summary>Stored record batches that are read straight into the send buffer. Disposed once sent or dropped.</summary>
public interface IRecordSource : IDisposable
{
    int Length { get; }

    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on.</summary>
    void Read(int offset, Span<byte> destination);
}
