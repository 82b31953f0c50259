using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>What is called for each record of a walk.</summary>
internal delegate void RecordVisitor(Record record);

/// <summary>Reads a whole log that holds uncompressed batches, as those the broker writes for itself.</summary>
internal static class LogWalk
{
    private const int ReadSize = 1 << 20;

    public static void Records(PartitionLog log, RecordVisitor onRecord)
    {
        var buffer = new byte[ReadSize];
        for (var offset = log.StartOffset; offset < log.EndOffset;)
        {
            log.Read(offset, ReadSize, atLeastOne: true, out var slice);
            using (slice)
            {
                if (slice!.Length > buffer.Length)
                {
                    buffer = new byte[slice.Length];
                }

                slice.Read(0, buffer.AsSpan(0, slice.Length));
                for (var at = 0; at < slice.Length;)
                {
                    var batch = new RecordBatch(buffer.AsSpan(at));
                    foreach (var record in new RecordReader(batch))
                    {
                        onRecord(record);
                    }

                    offset = batch.LastOffset + 1;
                    at += (int)batch.Size;
                }
            }
        }
    }
}
