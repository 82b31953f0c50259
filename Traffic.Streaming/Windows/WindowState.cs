using System.Buffers.Binary;
using Traffic.Streaming.Lanes;

namespace Traffic.Streaming.Windows;

/// <summary>One window of one group in one lane: what it holds and how far it was told.</summary>
internal sealed class WindowState(WindowPlan plan)
{
    private const int StartLength = 8;
    private byte[] _key = new byte[64];
    private int _keyLength;

    public WindowPlan Plan => plan;
    public Accumulator Values { get; } = new(plan.Schema);

    /// <summary>The lane that owns it.</summary>
    public Lane Lane { get; set; } = null!;

    /// <summary>Start (8 bytes) and group: what it is found by.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    public ReadOnlySpan<byte> Group => Key[StartLength..];

    /// <summary>First µs.</summary>
    public long Start => BinaryPrimitives.ReadInt64LittleEndian(_key);

    /// <summary>First µs after it.</summary>
    public long End => Start + plan.Size;

    /// <summary>Emissions so far.</summary>
    public long Revision { get; set; }

    /// <summary>It was emitted as final: what comes now is a correction.</summary>
    public bool Finished { get; set; }

    /// <summary>Its content changed since it was last emitted.</summary>
    public bool Changed { get; set; }

    /// <summary>Content or emission state changed since it was last written to the changelog.</summary>
    public bool Unsaved { get; set; }

    /// <summary>The changelog holds it.</summary>
    public bool Saved { get; set; }

    /// <summary>When it was opened, last emitted, and last emitted with its sketches: µs of the task's clock.</summary>
    public long OpenedAt { get; set; }

    public long EmittedAt { get; set; }

    public long SketchesAt { get; set; }

    public void SetKey(ReadOnlySpan<byte> key)
    {
        if (_key.Length < key.Length)
        {
            _key = new byte[key.Length * 2];
        }

        key.CopyTo(_key);
        _keyLength = key.Length;
    }

    public void Clear()
    {
        Values.Clear();
        Lane = null!;
        (Revision, OpenedAt, EmittedAt, SketchesAt) = (0, 0, 0, 0);
        (Finished, Changed, Unsaved, Saved) = (false, false, false, false);
    }
}
