using System.Text;
using System.Text.Json;
using Traffic.Feeds.Roads;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;
using Traffic.Streaming.References;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>
/// Runs a partition task in memory: push records, advance time, read what it wrote. It keeps the raw log and the changelog, so
/// that a task can be thrown away and restored.
/// </summary>
internal sealed class TestDriver : IStreamOutput, IChangelog
{
    public static readonly RecordHeaders Live = new(Run: null);

    private readonly StreamDeclaration _stream;
    private readonly int _partition;
    private readonly int _partitionCount;
    private readonly List<LogRecord> _log = [];
    private readonly RawBatch _batch = new();
    private readonly List<Commit> _commits = [new(0, 0, 0, 0, 0)];
    private int _position;

    public TestDriver(StreamDeclaration stream, string? topic = null, int partition = 0, int partitionCount = 1, string now = "2026-03-01T12:00:00Z")
    {
        (_stream, _partition, _partitionCount) = (stream, partition, partitionCount);
        Topic = topic ?? (stream.RawTopics is null ? stream.SharedRawTopic : $"{stream.FullName}.raw.Road");
        Time = new ManualTime(DateTimeOffset.Parse(now, null));
        Task = Create();
    }

    public string Topic { get; }
    public ManualTime Time { get; }
    public PartitionTask Task { get; private set; }
    public ReferenceTables References { get; } = new([Metadata()]);

    /// <summary>Clean records, as <c>run key value</c> where there is a run or a key is asked for.</summary>
    public List<(string? Run, string Key, string Value)> Clean { get; } = [];

    public List<(long Offset, string Value, Rejection Rejection)> DeadLetters { get; } = [];

    public List<(string Key, string Value)> Windows { get; } = [];

    public List<(long Offset, string Key)> Forwarded { get; } = [];

    public List<(byte[] Key, byte[] Value)> Changelog { get; } = [];

    public long LogEnd => _log.Count == 0 ? 0 : _log[^1].Offset + 1;

    public LaneCheckpoint Lane(string run = "live") => Task.Lanes.Single(lane => lane.Run == run);

    /// <summary>The last record of each window key, by key.</summary>
    public SortedDictionary<string, JsonElement> LastWindows() =>
        new(Windows.GroupBy(w => w.Key).ToDictionary(g => g.Key, g => JsonElement.Parse(g.Last().Value)), StringComparer.Ordinal);

    /// <summary>Appends records to the raw log; the append time is now.</summary>
    public TestDriver Append(params IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Append(value, Live);
        }

        return this;
    }

    public TestDriver Append(string value, RecordHeaders headers, DateTimeOffset? appendTime = null, string? key = null) =>
        Append(Encoding.UTF8.GetBytes(value), headers, appendTime, key);

    public TestDriver Append(byte[] value, RecordHeaders headers, DateTimeOffset? appendTime = null, string? key = null)
    {
        _log.Add(new LogRecord(LogEnd, Micros(appendTime ?? Time.GetUtcNow()), key is null ? null : Encoding.UTF8.GetBytes(key), value, headers));
        return this;
    }

    public TestDriver AppendControl(ControlKind control, string run) => Append([], new RecordHeaders(Run: run, Control: control));

    /// <summary>Processes what is in the log, at most <paramref name="batchSize"/> records at once and <paramref name="max"/> in all, and ticks.</summary>
    public TestDriver Run(int batchSize = 1000, int max = int.MaxValue)
    {
        for (var end = (int)Math.Min(_log.Count, (long)_position + max); _position < end;)
        {
            _batch.Clear();
            for (; _batch.Count < batchSize && _position < end; _position++)
            {
                var record = _log[_position];
                _batch.Add(record.Offset, record.AppendTime, record.Key, record.Key is not null, record.Value, record.Headers);
            }

            Task.Process(_batch, this);
            Tick();
        }

        return this;
    }

    public TestDriver Tick()
    {
        Task.Tick(_position == _log.Count, this);
        return this;
    }

    /// <summary>Moves the clock in steps of at most a second, ticking after each.</summary>
    public TestDriver Advance(TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero;)
        {
            var step = left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
            Time.Advance(step);
            Tick();
            left -= step;
        }

        return this;
    }

    public TestDriver Checkpoint()
    {
        Task.Checkpoint(this);
        _commits.Add(new(Changelog.Count, Clean.Count, DeadLetters.Count, Windows.Count, Forwarded.Count));
        return this;
    }

    /// <summary>
    /// Kills the task and restores it: outputs after the last whole commit are gone, as if they had been part of it.
    /// </summary>
    /// <param name="torn">How many records of the last commit never reached the changelog.</param>
    public TestDriver Restart(int torn = 0)
    {
        Changelog.RemoveRange(Math.Max(0, Changelog.Count - torn), Math.Min(torn, Changelog.Count));
        _commits.RemoveAll(commit => commit.Changelog > Changelog.Count);
        var last = _commits[^1];
        Clean.RemoveRange(last.Clean, Clean.Count - last.Clean);
        DeadLetters.RemoveRange(last.DeadLetters, DeadLetters.Count - last.DeadLetters);
        Windows.RemoveRange(last.Windows, Windows.Count - last.Windows);
        Forwarded.RemoveRange(last.Forwarded, Forwarded.Count - last.Forwarded);
        Task = Create();
        foreach (var (key, value) in Changelog)
        {
            Task.Restore(key, value);
        }

        var readFrom = Task.CompleteRestore()?.ReadFrom ?? 0;
        _position = _log.FindIndex(r => r.Offset >= readFrom) is var index and >= 0 ? index : _log.Count;
        return this;
    }

    void IStreamOutput.Clean(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, string? run) => Clean.Add((run, Text(key), Text(value)));

    void IStreamOutput.DeadLetter(in RawRecord record, Rejection rejection) => DeadLetters.Add((record.Offset, Text(record.Value), rejection));

    void IStreamOutput.Window(string windowId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Windows.Add((Text(key), Text(value)));

    void IStreamOutput.Forward(in RawRecord record, ReadOnlySpan<byte> key) => Forwarded.Add((record.Offset, Text(key)));

    void IChangelog.Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Changelog.Add((key.ToArray(), value.ToArray()));

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static ReferenceTable Metadata()
    {
        using var rows = JsonDocument.Parse(RoadsFeed.Declaration.References[0].OpenDefault());
        return new ReferenceTable(RoadsFeed.MetadataName, "test", rows.RootElement.EnumerateArray()
            .Select(row => new ReferenceRow($"{row.GetProperty("region")}|{row.GetProperty("road")}", row.Clone())));
    }

    private PartitionTask Create() => new(_stream, Topic, _partition, _partitionCount, Time) { References = References };

    /// <summary>How much there was of everything when a commit was whole.</summary>
    private sealed record Commit(int Changelog, int Clean, int DeadLetters, int Windows, int Forwarded);

    private sealed record LogRecord(long Offset, long AppendTime, byte[]? Key, byte[] Value, RecordHeaders Headers);
}
