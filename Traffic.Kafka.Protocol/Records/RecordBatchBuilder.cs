using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Records;

/// <summary>Builds uncompressed batches, one after another, in a buffer that it keeps.</summary>
public sealed class RecordBatchBuilder
{
    private byte[] _bytes = new byte[256];
    private int _length = RecordBatch.HeaderSize;
    private int _count;
    private long _baseTimestamp;
    private long _maxTimestamp;

    public int Count => _count;

    /// <param name="timestamp">Milliseconds since the epoch.</param>
    /// <param name="key">Null is no key.</param>
    /// <param name="value">Null is a tombstone.</param>
    /// <param name="headers">Names and values.</param>
    public void Add(long timestamp, ReadOnlyMemory<byte>? key, ReadOnlyMemory<byte>? value, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>>? headers = null)
    {
        if (_count == 0)
        {
            _baseTimestamp = _maxTimestamp = timestamp;
        }

        _maxTimestamp = Math.Max(_maxTimestamp, timestamp);
        var start = _length;
        Reserve(1)[0] = 0;
        Write(timestamp - _baseTimestamp);
        Write(_count);
        Write(key);
        Write(value);
        Write(headers?.Count ?? 0);
        foreach (var header in headers ?? [])
        {
            Write(System.Text.Encoding.UTF8.GetBytes(header.Key).AsMemory());
            Write((ReadOnlyMemory<byte>?)header.Value);
        }

        var length = VarInt.ZigZag(_length - start);
        var width = VarInt.Size(length);
        Reserve(width);
        _bytes.AsSpan(start, _length - width - start).CopyTo(_bytes.AsSpan(start + width));
        VarInt.Write(_bytes.AsSpan(start), length);
        _count++;
    }

    /// <summary>The finished batch, valid until the next <see cref="Add"/>; the builder starts anew.</summary>
    public Memory<byte> Build(long producerId = RecordBatch.NoProducerId, short producerEpoch = -1, int baseSequence = RecordBatch.NoSequence, short attributes = 0)
    {
        var batch = new RecordBatch(_bytes.AsSpan(0, _length))
        {
            BaseOffset = 0,
            BatchLength = _length - RecordBatch.LengthOverhead,
            PartitionLeaderEpoch = -1,
            Magic = RecordBatch.CurrentMagic,
            Attributes = attributes,
            LastOffsetDelta = _count - 1,
            BaseTimestamp = _baseTimestamp,
            MaxTimestamp = _maxTimestamp,
            ProducerId = producerId,
            ProducerEpoch = producerEpoch,
            BaseSequence = baseSequence,
            RecordCount = _count,
        };
        batch.UpdateCrc();
        var built = _bytes.AsMemory(0, _length);
        _length = RecordBatch.HeaderSize;
        _count = 0;
        return built;
    }

    private void Write(ReadOnlyMemory<byte>? bytes)
    {
        Write(bytes?.Length ?? -1);
        bytes?.Span.CopyTo(Reserve(bytes.Value.Length));
    }

    private void Write(long value)
    {
        var encoded = VarInt.ZigZag(value);
        VarInt.Write(Reserve(VarInt.Size(encoded)), encoded);
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + count, _bytes.Length * 2));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
