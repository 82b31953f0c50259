using System.Text;
using System.Text.Json;
using Traffic.Streaming.Windows;

namespace Traffic.Streaming.Processing;

/// <summary>
/// The state that a changelog holds, read record by record. Only what a partition record covers counts: of a commit that was cut
/// off, the windows and lanes stay pending, and what they replaced stays valid.
/// </summary>
internal sealed class ChangelogReplay
{
    private readonly Dictionary<string, byte[]> _current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _pending = new(StringComparer.Ordinal);

    /// <summary>The last partition record, null where there is none.</summary>
    public PartitionCheckpoint? Checkpoint { get; private set; }

    /// <summary>Lanes and windows that count, by key.</summary>
    public IReadOnlyDictionary<string, byte[]> Current => _current;

    /// <summary>Keys whose last record no partition record covers.</summary>
    public IReadOnlyCollection<string> Pending => _pending.Keys;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key[0] == ChangelogKey.Partition)
        {
            Commit(JsonSerializer.Deserialize(value, CheckpointJson.Default.PartitionCheckpoint)!);
            return;
        }

        var name = Encoding.UTF8.GetString(key);
        if (value.IsEmpty)
        {
            // Tombstones are written for windows whose release was already committed, so they never wait.
            _current.Remove(name);
            _pending.Remove(name);
        }
        else
        {
            _pending[name] = value.ToArray();
        }
    }

    private void Commit(PartitionCheckpoint checkpoint)
    {
        Checkpoint = checkpoint;
        foreach (var (name, value) in _pending)
        {
            if (NextOf(name, value) <= checkpoint.Next)
            {
                _current[name] = value;
                _pending.Remove(name);
            }
        }
    }

    private static long NextOf(string name, byte[] value) => name[0] == ChangelogKey.Lane
        ? JsonSerializer.Deserialize(value, CheckpointJson.Default.LaneCheckpoint)!.Next
        : WindowStateCodec.NextOf(value);
}
