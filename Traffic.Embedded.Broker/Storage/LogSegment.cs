using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>
/// One file of a partition: record batches as they came, one after another. Only the partition's lock holder
/// appends; anyone may read what lies before a <see cref="Size"/> they have seen.
/// </summary>
internal sealed class LogSegment : IDisposable
{
    /// <summary>Bytes between two index entries.</summary>
    private const int IndexInterval = 4096;

    private SafeFileHandle? _file;
    private int _indexedTo;

    private LogSegment(string folder, long baseOffset)
    {
        var name = Path.Combine(folder, baseOffset.ToString("D20", CultureInfo.InvariantCulture));
        BaseOffset = baseOffset;
        FilePath = name + ".log";
        Index = new SegmentIndex(name, baseOffset);
    }

    public string FilePath { get; }

    public long BaseOffset { get; }

    public SegmentIndex Index { get; }

    /// <summary>Bytes of whole batches.</summary>
    public int Size { get; private set; }

    public long MaxTimestamp { get; private set; } = -1;

    /// <summary>When the first batch was written (ms); 0 while empty or when it was written by an earlier process.</summary>
    public long FirstAppendTime { get; private set; }

    private SafeFileHandle Handle => _file ?? Interlocked.CompareExchange(ref _file, OpenFile(), null) ?? _file!;

    public static LogSegment Create(string folder, long baseOffset)
    {
        var segment = new LogSegment(folder, baseOffset);
        File.WriteAllBytes(segment.FilePath, []);
        return segment;
    }

    /// <summary>A segment whose end and index are known to be good; its file is not opened yet.</summary>
    public static LogSegment? OpenSealed(string folder, long baseOffset)
    {
        var segment = new LogSegment(folder, baseOffset);
        var length = new FileInfo(segment.FilePath).Length;
        if (length > int.MaxValue || !segment.Index.TryOpen(length, out var maxTimestamp))
        {
            return null;
        }

        segment.Size = (int)length;
        segment.MaxTimestamp = maxTimestamp;
        return segment;
    }

    /// <summary>Reads the whole file, checks every batch, rebuilds the index and cuts a torn tail.</summary>
    public static LogSegment Recover(string folder, long baseOffset, BatchVisitor onBatch, IStorageReport report)
    {
        var segment = new LogSegment(folder, baseOffset);
        using var scanner = new SegmentScanner(segment.Handle);
        var length = RandomAccess.GetLength(segment.Handle);
        var end = scanner.Scan(baseOffset, (position, batch) =>
        {
            segment.Indexed(batch, position, force: position != segment.Size);
            onBatch(position, batch);
        });
        foreach (var (from, to) in scanner.Damage)
        {
            report.Damaged(segment.FilePath, from, to - from);
        }

        if (end < length)
        {
            RandomAccess.SetLength(segment.Handle, end);
            report.TailCut(segment.FilePath, end, length - end);
        }

        // Most partitions of many are idle: a file is open only from its first use on.
        segment._file!.Dispose();
        segment._file = null;
        return segment;
    }

    /// <exception cref="IOException">The file can't be written; it is as long as before.</exception>
    public void Append(Span<byte> batch, long now)
    {
        Index.Unseal();
        try
        {
            RandomAccess.Write(Handle, batch, Size);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(Handle, Size);
            throw;
        }

        if (FirstAppendTime == 0)
        {
            FirstAppendTime = now;
        }

        Indexed(new RecordBatch(batch), Size);
    }

    /// <param name="force">Set behind damage, so that no search has to walk over it.</param>
    private void Indexed(RecordBatch batch, int position, bool force = false)
    {
        MaxTimestamp = Math.Max(MaxTimestamp, batch.MaxTimestamp);
        if (force || position - _indexedTo >= IndexInterval)
        {
            Index.Add(batch.BaseOffset, position, MaxTimestamp);
            _indexedTo = position;
        }

        Size = position + (int)batch.Size;
    }

    /// <summary>Position of the first batch that holds <paramref name="offset"/> or later ones; <paramref name="limit"/> if none does.</summary>
    /// <param name="floor">A batch position at or before it, from the index.</param>
    /// <param name="limit">End of what may be read.</param>
    public int FindPosition(long offset, int floor, int limit)
    {
        Span<byte> header = stackalloc byte[RecordBatch.HeaderSize];
        while (floor < limit)
        {
            var batch = ReadHeader(header, floor, limit);
            if (batch.LastOffset >= offset)
            {
                return floor;
            }

            floor += (int)batch.Size;
        }

        return limit;
    }

    /// <summary>The header of the batch at a position, read into <paramref name="header"/>.</summary>
    /// <exception cref="CorruptLogException">There is no batch.</exception>
    public RecordBatch ReadHeader(Span<byte> header, int position, int limit)
    {
        Read(header, position);
        var batch = new RecordBatch(header);
        return batch.Magic == RecordBatch.CurrentMagic && batch.Size >= RecordBatch.HeaderSize && batch.Size <= limit - position && batch.LastOffsetDelta >= 0
            ? batch
            : throw new CorruptLogException(FilePath, position);
    }

    public void Read(Span<byte> destination, int position)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(Handle, destination, position);
            if (read == 0)
            {
                throw new IOException($"{FilePath} ends at {position}, {destination.Length} bytes were expected");
            }

            destination = destination[read..];
            position += read;
        }
    }

    /// <summary>Keeps the file open until <see cref="Release"/>, even when the segment is deleted meanwhile.</summary>
    public void Acquire()
    {
        var added = false;
        Handle.DangerousAddRef(ref added);
    }

    public void Release() => Handle.DangerousRelease();

    public void Seal(long lastOffset) => Index.Seal(MaxTimestamp, lastOffset);

    public void Flush() => RandomAccess.FlushToDisk(Handle);

    /// <summary>A full segment goes to the disk without anyone waiting; until then it is in the page cache like any other.</summary>
    public void FlushInBackground(IStorageReport report)
    {
        Acquire();
        ThreadPool.UnsafeQueueUserWorkItem(static state =>
        {
            var (segment, report) = state;
            try
            {
                segment.Flush();
            }
            catch (IOException problem)
            {
                report.NotFlushed(segment.FilePath, problem.Message);
            }
            finally
            {
                segment.Release();
            }
        }, (this, report), preferLocal: false);
    }

    public void Delete()
    {
        File.Delete(FilePath);
        Index.Delete();
        Dispose();
    }

    public void Dispose() => _file?.Dispose();

    private SafeFileHandle OpenFile() => File.OpenHandle(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
