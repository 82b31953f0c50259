using Confluent.Kafka;

namespace Traffic.Processor.Partitions;

/// <summary>
/// The last key or value consumed, in a buffer that the next one overwrites: deserialises without allocating. Right only where each
/// record is copied on before the next is consumed.
/// </summary>
internal sealed class ReusedBytes : IDeserializer<ReusedBytes>
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    public bool IsNull { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public ReusedBytes Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (data.Length > _buffer.Length)
            _buffer = new byte[Math.Max(data.Length, _buffer.Length * 2)];
        data.CopyTo(_buffer);
        _length = data.Length;
        IsNull = isNull;
        return this;
    }
}
