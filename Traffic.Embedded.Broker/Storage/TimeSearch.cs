using System.Buffers;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>Finds records of a segment by time.</summary>
internal static class TimeSearch
{
    /// <summary>The first record whose timestamp (ms) is not less. In a compressed batch: the batch's first record, which may be older.</summary>
    public static (long Offset, long Timestamp)? Find(LogSegment segment, Lock indexLock, long timestamp)
    {
        int position, limit;
        lock (indexLock)
        {
            limit = segment.Size;
            position = segment.Index.PositionBefore(segment.Index.OffsetBefore(timestamp));
        }

        Span<byte> header = stackalloc byte[RecordBatch.HeaderSize];
        while (position < limit)
        {
            var batch = segment.ReadHeader(header, position, limit);
            if (batch.MaxTimestamp >= timestamp)
            {
                return FindInBatch(segment, position, batch, timestamp);
            }

            position += (int)batch.Size;
        }

        return null;
    }

    private static (long Offset, long Timestamp) FindInBatch(LogSegment segment, int position, RecordBatch header, long timestamp)
    {
        if (header.IsLogAppendTime || header.RecordCount == 1)
        {
            return (header.BaseOffset, header.MaxTimestamp);
        }

        if (header.Codec != CompressionCodec.None)
        {
            return (header.BaseOffset, header.BaseTimestamp);
        }

        var bytes = ArrayPool<byte>.Shared.Rent((int)header.Size);
        try
        {
            segment.Read(bytes.AsSpan(0, (int)header.Size), position);
            foreach (var record in new RecordReader(new RecordBatch(bytes)))
            {
                if (record.Timestamp >= timestamp)
                {
                    return (record.Offset, record.Timestamp);
                }
            }

            return (header.BaseOffset, header.BaseTimestamp);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
