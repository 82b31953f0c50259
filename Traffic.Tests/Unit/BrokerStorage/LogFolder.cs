using Traffic.Embedded.Broker.Storage;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Tests.Unit.BrokerStorage;

/// <summary>A partition's log in a temporary folder, and what recovery told of it.</summary>
internal sealed class LogFolder : IStorageReport, IDisposable
{
    public const long Now = 1_700_000_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("traffic-log-").FullName;

    public List<(long Position, long Bytes)> Cuts { get; } = [];

    public List<(long Position, long Bytes)> Damages { get; } = [];

    public string ActiveFile => Directory.EnumerateFiles(_folder, "*.log").Order().Last();

    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder).Select(f => Path.GetFileName(f)!).Order();

    public PartitionLog Create(LogConfig? config = null) => LogLoader.Create(_folder, config ?? new LogConfig(), this);

    public PartitionLog Recover(LogConfig? config = null) => LogLoader.Recover(_folder, config ?? new LogConfig(), Now, this);

    public PartitionLog? OpenClean(CleanEnd end) => LogLoader.OpenClean(_folder, new LogConfig(), end, this);

    public void Delete(string pattern) => Directory.EnumerateFiles(_folder, pattern).ToList().ForEach(File.Delete);

    public void TailCut(string file, long position, long bytes) => Cuts.Add((position, bytes));

    public void Damaged(string file, long position, long bytes) => Damages.Add((position, bytes));

    public void NotFlushed(string file, string problem) => Assert.Fail(problem);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A batch of records whose values are their running number and padding.</summary>
    public static byte[] Batch(int first, int count = 1, int padding = 0, long timestamp = Now, long producerId = -1, short epoch = -1, int sequence = -1)
    {
        var builder = new RecordBatchBuilder();
        for (var i = 0; i < count; i++)
        {
            var value = new byte[4 + padding];
            BitConverter.TryWriteBytes(value, first + i);
            builder.Add(timestamp, null, value);
        }

        return builder.Build(producerId, epoch, sequence).ToArray();
    }

    /// <summary>All of a log from an offset on, in reads of a limited size: (offset, number, timestamp) of each record.</summary>
    public static List<(long Offset, int Number, long Timestamp)> ReadAll(PartitionLog log, long from = 0, int maxBytes = 1 << 20)
    {
        var records = new List<(long, int, long)>();
        while (from < log.EndOffset)
        {
            Assert.Equal(default, log.Read(from, maxBytes, atLeastOne: true, out var slice));
            using (slice)
            {
                var bytes = new byte[slice!.Length];
                slice.Read(0, bytes);
                for (var at = 0; at < bytes.Length;)
                {
                    var batch = new RecordBatch(bytes.AsSpan(at));
                    Assert.Equal(batch.Crc, batch.ComputeCrc());
                    foreach (var record in new RecordReader(batch))
                    {
                        if (record.Offset >= from)
                        {
                            records.Add((record.Offset, BitConverter.ToInt32(record.Value), record.Timestamp));
                        }
                    }

                    from = batch.LastOffset + 1;
                    at += (int)batch.Size;
                }
            }
        }

        return records;
    }
}
