using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>
/// Sparse index of one segment, offset → file position and time → offset, in Kafka's file formats (.index: relative
/// offset and position, .timeindex: timestamp and relative offset, all big-endian). The active segment's index is in
/// memory and written when it is sealed; that of an older segment is searched in its files.
/// </summary>
internal sealed class SegmentIndex(string pathWithoutExtension, long baseOffset)
{
    private const int OffsetEntry = 8;
    private const int TimeEntry = 12;

    private readonly string _offsetPath = pathWithoutExtension + ".index";
    private readonly string _timePath = pathWithoutExtension + ".timeindex";
    private List<(int Offset, int Position)>? _offsets = [];
    private List<(long Timestamp, int Offset)>? _times = [];

    public void Add(long offset, int position, long maxTimestamp)
    {
        var relative = (int)(offset - baseOffset);
        _offsets!.Add((relative, position));
        if (_times!.Count == 0 || maxTimestamp > _times[^1].Timestamp)
        {
            _times.Add((maxTimestamp, relative));
        }
    }

    /// <summary>Position of a batch at or before <paramref name="offset"/>.</summary>
    public int PositionBefore(long offset)
    {
        var relative = (int)Math.Min(offset - baseOffset, int.MaxValue);
        return _offsets is { } offsets
            ? Last(offsets, e => e.Offset <= relative, default).Position
            : SearchFile(_offsetPath, OffsetEntry, e => BinaryPrimitives.ReadInt32BigEndian(e) <= relative, e => BinaryPrimitives.ReadInt32BigEndian(e[4..]));
    }

    /// <summary>The greatest indexed batch position at or before <paramref name="position"/>.</summary>
    public int FloorPosition(int position) => _offsets is { } offsets
        ? Last(offsets, e => e.Position <= position, default).Position
        : SearchFile(_offsetPath, OffsetEntry, e => BinaryPrimitives.ReadInt32BigEndian(e[4..]) <= position, e => BinaryPrimitives.ReadInt32BigEndian(e[4..]));

    /// <summary>An offset such that all records before it are older than <paramref name="timestamp"/>.</summary>
    public long OffsetBefore(long timestamp) => baseOffset + (_times is { } times
        ? Last(times, e => e.Timestamp < timestamp, default).Offset
        : SearchFile(_timePath, TimeEntry, e => BinaryPrimitives.ReadInt64BigEndian(e) < timestamp, e => BinaryPrimitives.ReadInt32BigEndian(e[8..])));

    /// <summary>
    /// Writes the index to its files and drops it from memory. Until a next segment begins, or the broker says that it
    /// stopped in order, a restart does not believe these files, so they need not be replaced in one step.
    /// </summary>
    public void Seal(long maxTimestamp, long lastOffset)
    {
        if (_offsets is null || _times is null)
        {
            return;
        }

        // The last entry tells the segment's greatest timestamp without a scan.
        if (maxTimestamp >= 0 && (_times.Count == 0 || maxTimestamp > _times[^1].Timestamp))
        {
            _times.Add((maxTimestamp, (int)(lastOffset - baseOffset)));
        }

        var offsets = new byte[_offsets.Count * OffsetEntry];
        for (var i = 0; i < _offsets.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(i * OffsetEntry), _offsets[i].Offset);
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan((i * OffsetEntry) + 4), _offsets[i].Position);
        }

        var times = new byte[_times.Count * TimeEntry];
        for (var i = 0; i < _times.Count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(times.AsSpan(i * TimeEntry), _times[i].Timestamp);
            BinaryPrimitives.WriteInt32BigEndian(times.AsSpan((i * TimeEntry) + 8), _times[i].Offset);
        }

        if (offsets.Length > 0)
        {
            File.WriteAllBytes(_offsetPath, offsets);
        }

        File.WriteAllBytes(_timePath, times);
        _offsets = null;
        _times = null;
    }

    /// <summary>Uses the files that <see cref="Seal"/> wrote. False when they are absent or not an index of a file of this size.</summary>
    public bool TryOpen(long segmentSize, out long maxTimestamp)
    {
        maxTimestamp = -1;
        var times = new FileInfo(_timePath);
        if (!times.Exists || (segmentSize > 0 && times.Length == 0) || times.Length % TimeEntry != 0)
        {
            return false;
        }

        var offsets = new FileInfo(_offsetPath);
        if (offsets.Exists && offsets.Length % OffsetEntry != 0)
        {
            return false;
        }

        var lastPosition = offsets.Exists ? ReadLast(_offsetPath, offsets.Length, OffsetEntry, e => BinaryPrimitives.ReadInt32BigEndian(e[4..]), 0) : 0;
        if (lastPosition > segmentSize)
        {
            return false;
        }

        maxTimestamp = ReadLast(_timePath, times.Length, TimeEntry, BinaryPrimitives.ReadInt64BigEndian, -1);
        _offsets = null;
        _times = null;
        return true;
    }

    /// <summary>Takes the sealed index back into memory, to go on appending to its segment.</summary>
    public void Unseal()
    {
        if (_offsets is not null)
        {
            return;
        }

        // A short segment has none.
        var offsets = File.Exists(_offsetPath) ? File.ReadAllBytes(_offsetPath) : [];
        _offsets = new List<(int, int)>(offsets.Length / OffsetEntry);
        for (var at = 0; at < offsets.Length; at += OffsetEntry)
        {
            _offsets.Add((BinaryPrimitives.ReadInt32BigEndian(offsets.AsSpan(at)), BinaryPrimitives.ReadInt32BigEndian(offsets.AsSpan(at + 4))));
        }

        var times = File.ReadAllBytes(_timePath);
        _times = new List<(long, int)>(times.Length / TimeEntry);
        for (var at = 0; at < times.Length; at += TimeEntry)
        {
            _times.Add((BinaryPrimitives.ReadInt64BigEndian(times.AsSpan(at)), BinaryPrimitives.ReadInt32BigEndian(times.AsSpan(at + 8))));
        }
    }

    public void Delete()
    {
        File.Delete(_offsetPath);
        File.Delete(_timePath);
    }

    private static T Last<T>(List<T> list, Func<T, bool> holds, T otherwise)
    {
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(list[middle]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? otherwise : list[low - 1];
    }

    private delegate TResult EntryReader<TResult>(ReadOnlySpan<byte> entry);

    private static int SearchFile(string path, int size, EntryReader<bool> holds, EntryReader<int> value)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var file = File.OpenHandle(path);
        Span<byte> entry = stackalloc byte[TimeEntry];
        entry = entry[..size];
        long low = 0, high = RandomAccess.GetLength(file) / size;
        var result = 0;
        while (low < high)
        {
            var middle = (low + high) / 2;
            ReadEntry(file, entry, middle * size);
            if (holds(entry))
            {
                result = value(entry);
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return result;
    }

    private static T ReadLast<T>(string path, long length, int size, EntryReader<T> value, T otherwise)
    {
        if (length == 0)
        {
            return otherwise;
        }

        using var file = File.OpenHandle(path);
        Span<byte> entry = stackalloc byte[TimeEntry];
        ReadEntry(file, entry[..size], length - size);
        return value(entry[..size]);
    }

    private static void ReadEntry(SafeFileHandle file, Span<byte> entry, long position)
    {
        if (RandomAccess.Read(file, entry, position) != entry.Length)
        {
            throw new IOException("index file is shorter than its length said");
        }
    }
}
