using System.Buffers;
using System.Text;
using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Lanes;
using Traffic.Streaming.Windows;

namespace Traffic.Streaming.Processing;

/// <summary>
/// Writes the state of a task to its changelog and brings it back. A commit holds the windows and lanes that changed, then the
/// partition record. A released window gets its tombstone in a commit after the one that carries its release
/// (<see cref="LaneCheckpoint.ReleasedTo"/>), so a commit that is cut off never takes away what is still needed.
/// </summary>
internal sealed class TaskChangelog(StreamDeclaration stream, string topic, int partition, LaneSet lanes)
{
    private readonly ArrayBufferWriter<byte> _value = new(1024);
    private readonly WindowChangelogKey _key = new(topic, partition);
    private readonly List<byte[]> _released = [];
    private readonly List<byte[]> _tombstones = [];
    private readonly HashSet<string> _torn = new(StringComparer.Ordinal);
    private ChangelogReplay? _replay;

    /// <summary>Something changed since the last commit, or tombstones are due.</summary>
    public bool IsDirty { get; set; }

    public void Replay(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => (_replay ??= new ChangelogReplay()).Add(key, value);

    public PartitionCheckpoint? CompleteReplay(WindowEmitter emitter)
    {
        if (_replay is not { } replay)
        {
            return null;
        }

        _replay = null;
        foreach (var (key, value) in replay.Current)
        {
            if (key[0] == ChangelogKey.Lane)
            {
                var checkpoint = JsonSerializer.Deserialize(value, CheckpointJson.Default.LaneCheckpoint)!;
                lanes.Of(checkpoint.Run).Restore(checkpoint, stream);
            }
        }

        foreach (var (key, value) in replay.Current)
        {
            if (key[0] == ChangelogKey.Window)
            {
                Load(key, value, emitter);
            }
        }

        _torn.UnionWith(replay.Pending);
        IsDirty = _torn.Count > 0 || _tombstones.Count > 0;
        return replay.Checkpoint;
    }

    /// <summary>Lets go of the lane's windows that can get no more records; all of them have been told in full.</summary>
    public void Release(Lane lane)
    {
        foreach (var windows in lane.Windows)
        {
            if (!lane.Clock.IsPastLateness(windows.FirstEnd))
            {
                continue;
            }

            lane.ReleasedTo = lane.Clock.LateBefore;
            lane.Unsaved = true;
            IsDirty = true;
            windows.Release(lane.ReleasedTo, window =>
            {
                if (window.Saved)
                {
                    _released.Add(_key.Of(window).ToArray());
                }
            });
        }
    }

    public void Write(IChangelog changelog, long next, DateTimeOffset at)
    {
        foreach (var key in _tombstones)
        {
            changelog.Write(key, default);
        }

        foreach (var lane in lanes.All)
        {
            WriteWindows(lane, changelog, next);
        }

        foreach (var lane in lanes.All)
        {
            WriteLane(lane, changelog, next);
        }

        foreach (var key in _torn)
        {
            // Nothing in state took its place: what the cut-off commit said of it never happened.
            changelog.Write(Encoding.UTF8.GetBytes(key), default);
        }

        var readFrom = lanes.All.Min(lane => lane.RebuildLog.FirstOffset) ?? next;
        changelog.Write(
            ChangelogKey.OfPartition(topic, partition),
            JsonSerializer.SerializeToUtf8Bytes(new PartitionCheckpoint(topic, partition, next, Math.Min(readFrom, next), at), CheckpointJson.Default.PartitionCheckpoint));
        _torn.Clear();
        _tombstones.Clear();
        _tombstones.AddRange(_released);
        _released.Clear();
        IsDirty = _tombstones.Count > 0;
    }

    private void WriteWindows(Lane lane, IChangelog changelog, long next)
    {
        foreach (var window in lane.Windows.SelectMany(windows => windows.States))
        {
            if (!window.Unsaved && _torn.Count == 0)
            {
                continue;
            }

            var key = _key.Of(window);
            _value.ResetWrittenCount();
            WindowStateCodec.Write(window, stream.Version, next, _value);
            changelog.Write(key, _value.WrittenSpan);
            (window.Unsaved, window.Saved) = (false, true);
            _torn.Remove(Encoding.UTF8.GetString(key));
        }
    }

    private void WriteLane(Lane lane, IChangelog changelog, long next)
    {
        if (!lane.Unsaved && _torn.Count == 0)
        {
            return;
        }

        var key = ChangelogKey.OfLane(topic, partition, lane.Run);
        changelog.Write(key, JsonSerializer.SerializeToUtf8Bytes(lane.ToCheckpoint(topic, partition, next), CheckpointJson.Default.LaneCheckpoint));
        lane.Unsaved = false;
        _torn.Remove(Encoding.UTF8.GetString(key));
    }

    private void Load(string key, byte[] value, WindowEmitter emitter)
    {
        var utf8 = Encoding.UTF8.GetBytes(key);
        if (!ChangelogKey.TryParse(utf8, out _, out _, out _, out var run, out var rest) || rest is null)
        {
            throw new InvalidOperationException($"{stream.FullName}: its changelog holds the key {key}, which is none of a window.");
        }

        var id = rest.Split('|')[0];
        var lane = lanes.Of(run);
        var windows = Array.Find(lane.Windows, w => w.Plan.Id == id)
            ?? throw Reprocess($"its changelog holds windows {id}, which are no longer declared");
        var window = windows.Plan.Take();
        bool changed;
        try
        {
            changed = WindowStateCodec.Read(value, window, stream.Version);
        }
        catch (InvalidDataException e)
        {
            throw Reprocess(e.Message);
        }

        if (window.End <= lane.ReleasedTo)
        {
            _tombstones.Add(utf8);
            windows.Plan.Return(window);
            return;
        }

        windows.Add(window);
        window.Saved = true;
        if (changed)
        {
            emitter.Changed(window);
        }
    }

    private InvalidOperationException Reprocess(string why) =>
        new($"{stream.FullName}: {why}; rebuild it with: traffic reprocess {stream.FullName}");
}
