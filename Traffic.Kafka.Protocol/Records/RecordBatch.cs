using System.Buffers.Binary;

namespace Traffic.Kafka.Protocol.Records;

/// <summary>
/// A record batch (magic 2) in place: properties read and write the header inside the given bytes. The layout is
/// that of https://kafka.apache.org/documentation/#recordbatch.
/// </summary>
public readonly ref struct RecordBatch(Span<byte> bytes)
{
    /// <summary>Bytes before the first record.</summary>
    public const int HeaderSize = 61;

    /// <summary>Bytes before those that <see cref="BatchLength"/> counts.</summary>
    public const int LengthOverhead = 12;

    public const byte CurrentMagic = 2;
    public const long NoProducerId = -1;
    public const int NoSequence = -1;

    private const int CrcStart = 21;
    private const short CodecMask = 0x07;
    private const short LogAppendTimeFlag = 0x08;
    private const short TransactionalFlag = 0x10;
    private const short ControlFlag = 0x20;

    private readonly Span<byte> _bytes = bytes;

    public long BaseOffset
    {
        get => BinaryPrimitives.ReadInt64BigEndian(_bytes);
        set => BinaryPrimitives.WriteInt64BigEndian(_bytes, value);
    }

    public int BatchLength
    {
        get => BinaryPrimitives.ReadInt32BigEndian(_bytes[8..]);
        set => BinaryPrimitives.WriteInt32BigEndian(_bytes[8..], value);
    }

    /// <summary>Bytes of the whole batch; not checked against the bytes at hand.</summary>
    public long Size => BatchLength + (long)LengthOverhead;

    public int PartitionLeaderEpoch
    {
        get => BinaryPrimitives.ReadInt32BigEndian(_bytes[12..]);
        set => BinaryPrimitives.WriteInt32BigEndian(_bytes[12..], value);
    }

    public byte Magic
    {
        get => _bytes[16];
        set => _bytes[16] = value;
    }

    /// <summary>CRC-32C of everything behind it.</summary>
    public uint Crc
    {
        get => BinaryPrimitives.ReadUInt32BigEndian(_bytes[17..]);
        set => BinaryPrimitives.WriteUInt32BigEndian(_bytes[17..], value);
    }

    public short Attributes
    {
        get => BinaryPrimitives.ReadInt16BigEndian(_bytes[CrcStart..]);
        set => BinaryPrimitives.WriteInt16BigEndian(_bytes[CrcStart..], value);
    }

    public CompressionCodec Codec => (CompressionCodec)(Attributes & CodecMask);

    public bool IsLogAppendTime
    {
        get => (Attributes & LogAppendTimeFlag) != 0;
        set => Attributes = (short)(value ? Attributes | LogAppendTimeFlag : Attributes & ~LogAppendTimeFlag);
    }

    public bool IsTransactional => (Attributes & TransactionalFlag) != 0;

    public bool IsControl => (Attributes & ControlFlag) != 0;

    public int LastOffsetDelta
    {
        get => BinaryPrimitives.ReadInt32BigEndian(_bytes[23..]);
        set => BinaryPrimitives.WriteInt32BigEndian(_bytes[23..], value);
    }

    public long LastOffset => BaseOffset + LastOffsetDelta;

    /// <summary>Timestamp (ms) that the records' deltas count from.</summary>
    public long BaseTimestamp
    {
        get => BinaryPrimitives.ReadInt64BigEndian(_bytes[27..]);
        set => BinaryPrimitives.WriteInt64BigEndian(_bytes[27..], value);
    }

    public long MaxTimestamp
    {
        get => BinaryPrimitives.ReadInt64BigEndian(_bytes[35..]);
        set => BinaryPrimitives.WriteInt64BigEndian(_bytes[35..], value);
    }

    public long ProducerId
    {
        get => BinaryPrimitives.ReadInt64BigEndian(_bytes[43..]);
        set => BinaryPrimitives.WriteInt64BigEndian(_bytes[43..], value);
    }

    public short ProducerEpoch
    {
        get => BinaryPrimitives.ReadInt16BigEndian(_bytes[51..]);
        set => BinaryPrimitives.WriteInt16BigEndian(_bytes[51..], value);
    }

    public int BaseSequence
    {
        get => BinaryPrimitives.ReadInt32BigEndian(_bytes[53..]);
        set => BinaryPrimitives.WriteInt32BigEndian(_bytes[53..], value);
    }

    public int RecordCount
    {
        get => BinaryPrimitives.ReadInt32BigEndian(_bytes[57..]);
        set => BinaryPrimitives.WriteInt32BigEndian(_bytes[57..], value);
    }

    /// <summary>The records, compressed as <see cref="Codec"/> says.</summary>
    public Span<byte> Records => _bytes[HeaderSize..(int)Size];

    public uint ComputeCrc() => Crc32C.Compute(_bytes[CrcStart..(int)Size]);

    /// <summary>To be called after a change to anything from <see cref="Attributes"/> on.</summary>
    public void UpdateCrc() => Crc = ComputeCrc();
}
