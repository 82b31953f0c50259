using System.Globalization;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>Opens the log of a partition from its folder.</summary>
internal static class LogLoader
{
    public static PartitionLog Create(string folder, LogConfig config, IStorageReport report)
    {
        Directory.CreateDirectory(folder);
        return new PartitionLog(folder, config, [LogSegment.Create(folder, 0)], 0, new ProducerStates(), report);
    }

    /// <summary>After an orderly stop nothing is read but the newest producer snapshot. Null if the files are not as they were left.</summary>
    public static PartitionLog? OpenClean(string folder, LogConfig config, CleanEnd end, IStorageReport report)
    {
        var segments = new List<LogSegment>();
        foreach (var baseOffset in BaseOffsets(folder))
        {
            if (LogSegment.OpenSealed(folder, baseOffset) is not { } segment)
            {
                return null;
            }

            segments.Add(segment);
        }

        var producers = new ProducerStates();
        return segments.Count > 0 && segments[^1].Size == end.Size && (end.Producers == 0 || ProducerSnapshot.ReadNewest(folder, end.Offset, producers) == end.Offset)
            ? new PartitionLog(folder, config, segments, end.Offset, producers, report)
            : null;
    }

    /// <summary>
    /// After a crash: the last segment is read and checked whole, its torn tail cut, its index and the producer
    /// states rebuilt. Older segments were complete before the next one began; they are read only where their index
    /// is missing or producer states lack a snapshot.
    /// </summary>
    public static PartitionLog Recover(string folder, LogConfig config, long now, IStorageReport report)
    {
        var bases = BaseOffsets(folder).ToList();
        if (bases.Count == 0)
        {
            return Create(folder, config, report);
        }

        var producers = new ProducerStates();
        var snapshot = ProducerSnapshot.ReadNewest(folder, bases[^1], producers);
        var segments = new List<LogSegment>(bases.Count);
        var endOffset = bases[0];
        for (var i = 0; i < bases.Count; i++)
        {
            var last = i == bases.Count - 1;
            var covered = !last && snapshot >= bases[i + 1];
            if (covered && LogSegment.OpenSealed(folder, bases[i]) is { } intact)
            {
                segments.Add(intact);
                endOffset = bases[i + 1];
                continue;
            }

            endOffset = bases[i];
            var segment = LogSegment.Recover(folder, bases[i], (_, batch) =>
            {
                endOffset = batch.LastOffset + 1;
                if (batch.BaseOffset >= snapshot)
                {
                    producers.Add(batch, now);
                }
            }, report);

            if (!last)
            {
                segment.Seal(endOffset - 1);
            }

            segments.Add(segment);
        }

        return new PartitionLog(folder, config, segments, endOffset, producers, report) { IsDirty = true };
    }

    private static IEnumerable<long> BaseOffsets(string folder) =>
        Directory.EnumerateFiles(folder, "*.log")
            .Select(path => long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))
            .Order();
}
