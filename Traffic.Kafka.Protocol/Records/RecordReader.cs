using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Records;

/// <summary>Iterates the records of an uncompressed batch without allocating. Throws <see cref="ProtocolException"/> on bytes that are no records.</summary>
public ref struct RecordReader
{
    private readonly long _baseOffset;
    private readonly long _baseTimestamp;
    private readonly long _appendTime;
    private ReadOnlySpan<byte> _rest;
    private int _left;

    public RecordReader(RecordBatch batch)
    {
        if (batch.Codec != CompressionCodec.None)
        {
            throw new ProtocolException($"records are compressed with {batch.Codec}");
        }

        _baseOffset = batch.BaseOffset;
        _baseTimestamp = batch.BaseTimestamp;
        _appendTime = batch.IsLogAppendTime ? batch.MaxTimestamp : -1;
        _rest = batch.Records;
        _left = batch.RecordCount;
    }

    public Record Current { get; private set; }

    /// <summary>Bytes behind the last record read.</summary>
    public readonly int Remaining => _rest.Length;

    public readonly RecordReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        var length = ReadVarInt(ref _rest);
        if (length < 1 || length > _rest.Length)
        {
            throw new ProtocolException($"a record of {length} bytes where {_rest.Length} are left");
        }

        var body = _rest[1..(int)length]; // behind the attributes, which have no meaning yet
        _rest = _rest[(int)length..];
        var timestamp = _baseTimestamp + ReadVarInt(ref body);
        var offset = _baseOffset + ReadVarInt(ref body);
        var key = ReadBytes(ref body, out var hasKey);
        var value = ReadBytes(ref body, out var hasValue);
        Current = new Record
        {
            Offset = offset,
            Timestamp = _appendTime >= 0 ? _appendTime : timestamp,
            HasKey = hasKey,
            Key = key,
            HasValue = hasValue,
            Value = value,
            Headers = body,
        };
        return true;
    }

    /// <summary>What is wrong with the records of an uncompressed batch, or null.</summary>
    public static string? Validate(RecordBatch batch, bool keysRequired)
    {
        try
        {
            var reader = new RecordReader(batch);
            var expected = batch.BaseOffset;
            while (reader.MoveNext())
            {
                var record = reader.Current;
                if (record.Offset != expected++)
                {
                    return $"record {expected - 1 - batch.BaseOffset} has offset delta {record.Offset - batch.BaseOffset}";
                }

                if (keysRequired && !record.HasKey)
                {
                    return "a compacted topic takes no record without a key";
                }

                SkipHeaders(record.Headers);
            }

            return reader.Remaining == 0 ? null : $"{reader.Remaining} bytes behind the last record";
        }
        catch (ProtocolException problem)
        {
            return problem.Message;
        }
    }

    private static void SkipHeaders(ReadOnlySpan<byte> headers)
    {
        var count = ReadVarInt(ref headers);
        for (; count > 0; count--)
        {
            ReadBytes(ref headers, out var hasName);
            ReadBytes(ref headers, out _);
            if (!hasName)
            {
                throw new ProtocolException("a header without a name");
            }
        }

        if (count < 0 || headers.Length > 0)
        {
            throw new ProtocolException("a record whose headers are not as long as it says");
        }
    }

    private static ReadOnlySpan<byte> ReadBytes(scoped ref ReadOnlySpan<byte> from, out bool hasValue)
    {
        var length = ReadVarInt(ref from);
        hasValue = length >= 0;
        if (length < -1 || length > from.Length)
        {
            throw new ProtocolException($"a field of {length} bytes where {from.Length} are left");
        }

        if (!hasValue)
        {
            return default;
        }

        var bytes = from[..(int)length];
        from = from[(int)length..];
        return bytes;
    }

    private static long ReadVarInt(scoped ref ReadOnlySpan<byte> from)
    {
        var width = VarInt.Read(from, out var value);
        if (width == 0)
        {
            throw new ProtocolException("a varint that does not end");
        }

        from = from[width..];
        return VarInt.UnZigZag(value);
    }
}
