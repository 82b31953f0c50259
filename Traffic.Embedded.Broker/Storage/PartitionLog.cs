using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>
/// The log of one partition: segments in a folder, the last of which grows. Appends are serialised by a lock; reads
/// take it only to look up positions. What <see cref="EndOffset"/> covers is in the files (page cache).
/// </summary>
internal sealed class PartitionLog : IDisposable
{
    /// <summary>How long a silent producer is remembered, as in Kafka.</summary>
    private const long ProducerExpirationMs = 24 * 60 * 60 * 1000;

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly ProducerStates _producers;
    private readonly List<LogSegment> _segments;
    private readonly IStorageReport _report;
    private long _endOffset;

    public PartitionLog(string folder, LogConfig config, List<LogSegment> segments, long endOffset, ProducerStates producers, IStorageReport report)
    {
        _folder = folder;
        Config = config;
        _segments = segments;
        _endOffset = endOffset;
        _producers = producers;
        _report = report;
    }

    public LogConfig Config { get; set; }

    /// <summary>Whether the files lack the index or producer state of what the log holds.</summary>
    public bool IsDirty { get; set; }

    /// <summary>The read error that was reported last.</summary>
    public string? LastProblem { get; set; }

    public AppendWaiters Waiters { get; } = new();

    public long StartOffset => _segments[0].BaseOffset;

    public long EndOffset => Volatile.Read(ref _endOffset);

    private LogSegment Active => _segments[^1];

    /// <summary>Bytes on disk.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
            {
                return _segments.Sum(s => (long)s.Size);
            }
        }
    }

    /// <summary>Appends a batch that <see cref="BatchValidator"/> has passed, stamping it in place.</summary>
    /// <exception cref="IOException">The batch is not in the log.</exception>
    public AppendResult Append(Span<byte> bytes, long now)
    {
        var batch = new RecordBatch(bytes);
        var idempotent = batch.ProducerId != RecordBatch.NoProducerId;
        AppendResult result;
        lock (_lock)
        {
            if (idempotent)
            {
                var error = _producers.Check(batch, out var duplicate);
                if (error != ErrorCode.None)
                {
                    return AppendResult.Failed(error, $"producer {batch.ProducerId} epoch {batch.ProducerEpoch} sequence {batch.BaseSequence}");
                }

                if (duplicate is { } stored)
                {
                    return new AppendResult(ErrorCode.None, stored.BaseOffset, Config.LogAppendTime ? stored.Timestamp : -1, StartOffset);
                }
            }

            Stamp(batch, now);
            if (MustRoll(bytes.Length, now))
            {
                Roll(now);
            }

            Active.Append(bytes, now);
            IsDirty = true;
            if (idempotent)
            {
                _producers.Add(batch, now);
            }

            result = new AppendResult(ErrorCode.None, batch.BaseOffset, Config.LogAppendTime ? now : -1, StartOffset);
            Volatile.Write(ref _endOffset, batch.LastOffset + 1);
        }

        Waiters.Signal();
        return result;
    }

    /// <summary>A slice that starts with the batch of <paramref name="offset"/> and holds whole batches only; null where the log ends.</summary>
    /// <param name="maxBytes">Not exceeded, except that the first batch is given whole when <paramref name="atLeastOne"/> is set.</param>
    public ErrorCode Read(long offset, int maxBytes, bool atLeastOne, out LogSlice? slice)
    {
        slice = null;
        LogSegment segment;
        int floor, limit, cut;
        lock (_lock)
        {
            if (offset < StartOffset || offset > _endOffset)
            {
                return ErrorCode.OffsetOutOfRange;
            }

            if (offset == _endOffset)
            {
                return ErrorCode.None;
            }

            segment = SegmentOf(offset);
            limit = segment.Size;
            floor = segment.Index.PositionBefore(offset);
            cut = (int)Math.Min((long)floor + maxBytes, limit);
            cut = cut < limit ? segment.Index.FloorPosition(cut) : limit;
            segment.Acquire();
        }

        try
        {
            var start = segment.FindPosition(offset, floor, limit);
            var end = start;
            if (limit - start <= maxBytes)
            {
                end = limit;
            }
            else
            {
                // From the last indexed batch that fits, go on batch by batch.
                Span<byte> header = stackalloc byte[RecordBatch.HeaderSize];
                end = Math.Max(start, cut);
                for (var next = end; next < limit; end = next)
                {
                    next += (int)segment.ReadHeader(header, next, limit).Size;
                    if (next - start > maxBytes && (end > start || !atLeastOne))
                    {
                        break;
                    }
                }
            }

            slice = end > start ? new LogSlice(segment, start, end - start) : null;
            return ErrorCode.None;
        }
        finally
        {
            segment.Release();
        }
    }

    /// <summary>The first record at or after a time (ms), or null.</summary>
    public (long Offset, long Timestamp)? FindByTime(long timestamp)
    {
        foreach (var segment in Segments())
        {
            if (segment.MaxTimestamp >= timestamp && TimeSearch.Find(segment, _lock, timestamp) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The first record with the greatest timestamp, or null in an empty log.</summary>
    public (long Offset, long Timestamp)? FindMaxTimestamp()
    {
        var newest = Segments().Max(s => s.MaxTimestamp);
        return newest < 0 ? null : FindByTime(newest);
    }

    /// <summary>Writes index and producer state, so that the next start need not read the log. Returns what it will find.</summary>
    public CleanEnd Close()
    {
        lock (_lock)
        {
            if (IsDirty)
            {
                Active.Seal(_endOffset - 1);
                if (_producers.All.Count > 0)
                {
                    ProducerSnapshot.Write(_folder, _endOffset, _producers);
                }
            }

            return new CleanEnd(_endOffset, Active.Size, _producers.All.Count);
        }
    }

    /// <summary>Waits until the disk has what was appended since the start.</summary>
    public void Flush()
    {
        if (IsDirty)
        {
            Active.Flush();
        }
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
        {
            segment.Dispose();
        }
    }

    private LogSegment[] Segments()
    {
        lock (_lock)
        {
            return [.. _segments];
        }
    }

    private void Stamp(RecordBatch batch, long now)
    {
        batch.BaseOffset = _endOffset;
        batch.PartitionLeaderEpoch = 0;
        if (Config.LogAppendTime)
        {
            batch.IsLogAppendTime = true;
            batch.MaxTimestamp = now;
            batch.UpdateCrc();
        }
        else if (batch.IsLogAppendTime)
        {
            batch.IsLogAppendTime = false;
            batch.UpdateCrc();
        }
    }

    private bool MustRoll(int bytes, long now) =>
        Active.Size > 0
        && ((long)Active.Size + bytes > Config.SegmentBytes
            || (Active.FirstAppendTime > 0 && now - Active.FirstAppendTime > Config.SegmentMs)
            || _endOffset - Active.BaseOffset > int.MaxValue - 1_000_000);

    private void Roll(long now)
    {
        var full = Active;
        full.Seal(_endOffset - 1);
        ProducerSnapshot.Write(_folder, _endOffset, _producers);
        _segments.Add(LogSegment.Create(_folder, _endOffset));
        _producers.Expire(now - ProducerExpirationMs);
        full.FlushInBackground(_report);
    }

    private LogSegment SegmentOf(long offset)
    {
        int low = 0, high = _segments.Count;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_segments[middle].BaseOffset <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return _segments[low];
    }
}
