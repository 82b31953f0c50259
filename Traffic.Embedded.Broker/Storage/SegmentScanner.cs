using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>What is called for each whole batch, with its position in the file.</summary>
internal delegate void BatchVisitor(int position, RecordBatch batch);

/// <summary>
/// Walks the batches of a segment file and checks each. Bytes that are no batch are a torn tail when nothing whole
/// follows them; else they are damage in the middle of the file, which stays, for what lies behind it is good.
/// </summary>
internal sealed class SegmentScanner : IDisposable
{
    private const int FirstBuffer = 1 << 20;

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private long _start;
    private int _filled;

    public SegmentScanner(SafeFileHandle file)
    {
        _file = file;
        _length = RandomAccess.GetLength(file);
    }

    /// <summary>Damaged ranges that have whole batches behind them.</summary>
    public List<(long Start, long End)> Damage { get; } = [];

    /// <summary>Visits every whole batch; returns the end of the last.</summary>
    public long Scan(long baseOffset, BatchVisitor onBatch)
    {
        long position = 0;
        long end = 0;
        var nextOffset = baseOffset;
        while (_length - position >= RecordBatch.HeaderSize)
        {
            if (!TryGet(position, baseOffset, nextOffset, out var batch))
            {
                position++;
                continue;
            }

            if (position > end)
            {
                Damage.Add((end, position));
            }

            onBatch((int)position, batch);
            nextOffset = batch.LastOffset + 1;
            end = position += batch.Size;
        }

        return end;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>
    /// The batch at a position, if there is one whose checksum is right and whose offsets follow. The base offset is
    /// outside the checksum: where it leaves a gap, as compaction does, the next batch has to agree.
    /// </summary>
    private bool TryGet(long position, long baseOffset, long nextOffset, out RecordBatch batch)
    {
        batch = new RecordBatch(Bytes(position, RecordBatch.HeaderSize));
        if (batch.Magic != RecordBatch.CurrentMagic || batch.Size < RecordBatch.HeaderSize || batch.Size > _length - position || batch.LastOffsetDelta < 0
            || batch.BaseOffset < nextOffset || batch.LastOffset - baseOffset > int.MaxValue)
        {
            return false;
        }

        var size = (int)batch.Size;
        var peek = batch.BaseOffset > nextOffset && _length - position - size >= sizeof(long);
        var bytes = Bytes(position, size + (peek ? sizeof(long) : 0));
        batch = new RecordBatch(bytes);
        return batch.ComputeCrc() == batch.Crc && (!peek || new RecordBatch(bytes[size..]).BaseOffset > batch.LastOffset);
    }

    private Span<byte> Bytes(long position, int count)
    {
        if (position + count > _start + _filled)
        {
            Fill(position, count);
        }

        return _buffer.AsSpan((int)(position - _start), count);
    }

    /// <summary>Moves the window to a position, keeping what is read already.</summary>
    private void Fill(long position, int count)
    {
        var kept = _buffer.AsSpan((int)(position - _start), (int)(_start + _filled - position));
        var target = _buffer;
        if (count > _buffer.Length)
        {
            target = ArrayPool<byte>.Shared.Rent(count);
        }

        kept.CopyTo(target);
        _filled = kept.Length;
        _start = position;
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        while (_filled < count)
        {
            var read = RandomAccess.Read(_file, _buffer.AsSpan(_filled), _start + _filled);
            if (read == 0)
            {
                throw new IOException($"the file ends at {_start + _filled}, its length was {_length}");
            }

            _filled += read;
        }
    }
}
