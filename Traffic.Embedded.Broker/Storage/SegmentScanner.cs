using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>What is called for each whole batch, with its position in the file.</summary>
internal delegate void BatchVisitor(int position, RecordBatch batch);

/// <summary>Bytes that were cut from the end of a file because they are not a whole batch.</summary>
internal sealed record SegmentCut(string File, long Position, long Bytes, string Reason);

/// <summary>Walks the batches of a segment file and checks each of them.</summary>
internal static class SegmentScanner
{
    private const int BufferSize = 1 << 20;

    /// <summary>Returns the end of the last whole batch; when that is not <paramref name="length"/>, the reason.</summary>
    public static long Scan(SafeFileHandle file, long baseOffset, long length, BatchVisitor onBatch, out string reason)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        reason = "";
        try
        {
            long start = 0;
            var filled = 0;
            var nextOffset = baseOffset;
            while (true)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(filled), start + filled);
                filled += read;
                var used = 0;
                while (filled - used >= RecordBatch.HeaderSize)
                {
                    var batch = new RecordBatch(buffer.AsSpan(used, filled - used));
                    if (batch.Magic != RecordBatch.CurrentMagic || batch.Size < RecordBatch.HeaderSize || batch.Size > length - start - used)
                    {
                        reason = "no whole batch";
                        return start + used;
                    }

                    if (batch.Size > filled - used)
                    {
                        break;
                    }

                    if (batch.ComputeCrc() != batch.Crc || batch.BaseOffset < nextOffset || batch.LastOffsetDelta < 0)
                    {
                        reason = $"checksum or offset of the batch at offset {batch.BaseOffset} is wrong";
                        return start + used;
                    }

                    onBatch((int)(start + used), batch);
                    nextOffset = batch.LastOffset + 1;
                    used += (int)batch.Size;
                }

                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                start += used;
                filled -= used;
                if (read == 0)
                {
                    reason = "no whole header";
                    return start;
                }

                if (filled == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, filled).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
