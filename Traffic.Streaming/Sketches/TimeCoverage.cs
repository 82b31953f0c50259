using System.Buffers;
using Traffic.Streaming.Buffers;

namespace Traffic.Streaming.Sketches;

/// <summary>
/// The exact set of intervals that were reported: start (µs UTC) → seconds, the longest of each start. Merging is a union.
/// </summary>
/// <remarks>
/// Bytes: 0x01, then for each start, ascending, two LEB128 numbers: its distance in µs from the start before it (from the epoch
/// for the first; zigzag-coded, as starts before 1970 are negative), and the seconds (unsigned). No bytes at all is an empty set.
/// </remarks>
public sealed class TimeCoverage
{
    private const byte Format = 1;

    private long[] _starts = [];
    private long[] _seconds = [];
    private int _count;

    /// <summary>Sum of the seconds over distinct starts.</summary>
    public long Seconds { get; private set; }

    public void Add(long start, long seconds)
    {
        // Most intervals arrive in order: look at the end first.
        var index = _count == 0 || _starts[_count - 1] < start ? ~_count : Array.BinarySearch(_starts, 0, _count, start);
        if (index < 0)
        {
            Insert(~index, start, seconds);
            Seconds += seconds;
        }
        else if (_seconds[index] < seconds)
        {
            Seconds += seconds - _seconds[index];
            _seconds[index] = seconds;
        }
    }

    public void Merge(TimeCoverage other)
    {
        for (var i = 0; i < other._count; i++)
        {
            Add(other._starts[i], other._seconds[i]);
        }
    }

    public void Clear()
    {
        _count = 0;
        Seconds = 0;
    }

    public void Write(IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = Format;
        output.Advance(1);
        long previous = 0;
        for (var i = 0; i < _count; i++)
        {
            Varint.WriteSigned(output, _starts[i] - previous);
            Varint.Write(output, (ulong)_seconds[i]);
            previous = _starts[i];
        }
    }

    /// <summary>Adds what the bytes hold.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a set of intervals.</exception>
    public void Merge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (bytes[0] != Format)
        {
            throw new InvalidDataException($"Intervals of format {bytes[0]}; this version reads format {Format}.");
        }

        bytes = bytes[1..];
        for (long start = 0; !bytes.IsEmpty;)
        {
            start += Varint.ReadSigned(ref bytes);
            Add(start, (long)Varint.Read(ref bytes));
        }
    }

    private void Insert(int index, long start, long seconds)
    {
        if (_count == _starts.Length)
        {
            var capacity = Math.Max(16, _count * 2);
            Array.Resize(ref _starts, capacity);
            Array.Resize(ref _seconds, capacity);
        }

        Array.Copy(_starts, index, _starts, index + 1, _count - index);
        Array.Copy(_seconds, index, _seconds, index + 1, _count - index);
        (_starts[index], _seconds[index]) = (start, seconds);
        _count++;
    }
}
