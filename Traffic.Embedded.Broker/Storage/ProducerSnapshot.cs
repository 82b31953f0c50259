using System.Buffers.Binary;
using System.Globalization;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>
/// The producer states of a partition up to an offset, in a file named after it. A restart reads the newest and adds
/// what the log holds from that offset on. Layout, big-endian: version, CRC-32C of the rest, then per remembered
/// batch: producer id, epoch, first and last sequence, base offset, time.
/// </summary>
internal static class ProducerSnapshot
{
    private const int Version = 1;
    private const int HeaderSize = 8;
    private const int EntrySize = 34;
    private const string Extension = ".snapshot";

    public static void Write(string folder, long offset, ProducerStates states)
    {
        var bytes = new byte[HeaderSize + (states.All.Sum(p => p.Batches.Count) * EntrySize)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Version);
        var at = HeaderSize;
        foreach (var producer in states.All)
        {
            foreach (var batch in producer.Batches)
            {
                var entry = bytes.AsSpan(at, EntrySize);
                BinaryPrimitives.WriteInt64BigEndian(entry, producer.ProducerId);
                BinaryPrimitives.WriteInt16BigEndian(entry[8..], producer.Epoch);
                BinaryPrimitives.WriteInt32BigEndian(entry[10..], batch.FirstSequence);
                BinaryPrimitives.WriteInt32BigEndian(entry[14..], batch.LastSequence);
                BinaryPrimitives.WriteInt64BigEndian(entry[18..], batch.BaseOffset);
                BinaryPrimitives.WriteInt64BigEndian(entry[26..], batch.Timestamp);
                at += EntrySize;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Crc32C.Compute(bytes.AsSpan(HeaderSize)));
        File.WriteAllBytes(Path.Combine(folder, offset.ToString("D20", CultureInfo.InvariantCulture) + Extension), bytes);
        foreach (var older in Files(folder).Where(f => f.Offset < offset).Skip(1))
        {
            File.Delete(older.Path);
        }
    }

    /// <summary>Fills <paramref name="states"/> from the newest good snapshot that is not past <paramref name="endOffset"/>; returns its offset, or 0.</summary>
    public static long ReadNewest(string folder, long endOffset, ProducerStates states)
    {
        foreach (var (path, offset) in Files(folder))
        {
            if (offset <= endOffset && TryRead(path, states))
            {
                return offset;
            }
        }

        return 0;
    }

    private static bool TryRead(string path, ProducerStates states)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderSize || (bytes.Length - HeaderSize) % EntrySize != 0 || BinaryPrimitives.ReadInt32BigEndian(bytes) != Version
            || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4)) != Crc32C.Compute(bytes.AsSpan(HeaderSize)))
        {
            return false;
        }

        for (var at = HeaderSize; at < bytes.Length; at += EntrySize)
        {
            var entry = bytes.AsSpan(at, EntrySize);
            states.Add(
                BinaryPrimitives.ReadInt64BigEndian(entry),
                BinaryPrimitives.ReadInt16BigEndian(entry[8..]),
                new ProducerState.Batch(
                    BinaryPrimitives.ReadInt32BigEndian(entry[10..]),
                    BinaryPrimitives.ReadInt32BigEndian(entry[14..]),
                    BinaryPrimitives.ReadInt64BigEndian(entry[18..]),
                    BinaryPrimitives.ReadInt64BigEndian(entry[26..])));
        }

        return true;
    }

    /// <summary>Snapshot files, newest first.</summary>
    private static IEnumerable<(string Path, long Offset)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(path => (path, Offset: long.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out var offset) ? offset : -1))
            .Where(f => f.Offset >= 0)
            .OrderByDescending(f => f.Offset);
}
