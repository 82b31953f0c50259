using System.Buffers;
using Traffic.Streaming.Buffers;

namespace Traffic.Streaming.Sketches;

/// <summary>
/// Quantiles of non-negative values with 1 % relative error (DDSketch, Masson et al., VLDB 2019). Buckets are never collapsed:
/// the range of the field bounds their number (0–300 km/h: 976). Merging adds bucket counts, so it is exact.
/// </summary>
/// <remarks>
/// γ = 1.01 / 0.99. Bucket 0 holds values ≤ 1e-6 and stands for 0; bucket k ≥ 1 holds (1e-6·γ^(k−1), 1e-6·γ^k] and stands for
/// 2e-6·γ^k / (γ + 1). The p-th percentile of n values is the value of the bucket that holds the item of rank ⌊p·(n − 1) / 100⌋,
/// counted from 0 in ascending order. Where a window also keeps the field's minimum and maximum, a percentile is limited to them.
/// Bytes: 0x01, then for each non-empty bucket, ascending, two unsigned LEB128 numbers: its distance from the bucket before it
/// (from 0 for the first), and its count. No bytes at all, or 0x01 alone, is an empty sketch.
/// </remarks>
public sealed class DdSketch
{
    private const byte Format = 1;
    private const double Smallest = 1e-6;
    private const int Growth = 32;
    private static readonly double Gamma = 1.01 / 0.99;
    private static readonly double LogGamma = Math.Log(Gamma);

    private long[] _counts = [];
    private int _first;

    public long Count { get; private set; }

    public void Add(double value)
    {
        var bucket = value <= Smallest ? 0 : (int)Math.Ceiling(Math.Log(value / Smallest) / LogGamma);
        Add(Math.Max(bucket, 0), 1);
    }

    public void Merge(DdSketch other)
    {
        for (var i = 0; i < other._counts.Length; i++)
        {
            if (other._counts[i] > 0)
            {
                Add(other._first + i, other._counts[i]);
            }
        }
    }

    /// <summary>The p-th percentile, p in 0..100; NaN when empty.</summary>
    public double Percentile(int percent)
    {
        // Int128: counts come from outside too, and p·n must not wrap.
        var rank = (long)((Int128)percent * (Count - 1) / 100);
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank < 0)
            {
                return ValueOf(_first + i);
            }
        }

        return double.NaN;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    public void Write(IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = Format;
        output.Advance(1);
        var previous = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                Varint.Write(output, (ulong)(_first + i - previous));
                Varint.Write(output, (ulong)_counts[i]);
                previous = _first + i;
            }
        }
    }

    /// <summary>Adds what the bytes hold.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a sketch.</exception>
    public void Merge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (bytes[0] != Format)
        {
            throw new InvalidDataException($"A sketch of format {bytes[0]}; this version reads format {Format}.");
        }

        bytes = bytes[1..];
        for (ulong bucket = 0; !bytes.IsEmpty;)
        {
            bucket += Varint.Read(ref bytes);
            var count = Varint.Read(ref bytes);
            if (bucket > ushort.MaxValue || count is 0 or > long.MaxValue)
            {
                throw new InvalidDataException($"A sketch with {count} values in bucket {bucket}.");
            }

            Add((int)bucket, (long)count);
        }
    }

    private static double ValueOf(int bucket) => bucket == 0 ? 0 : 2 * Smallest * Math.Pow(Gamma, bucket) / (Gamma + 1);

    private void Add(int bucket, long count)
    {
        var index = bucket - _first;
        if ((uint)index >= (uint)_counts.Length)
        {
            index = Reserve(bucket);
        }

        _counts[index] += count;
        Count += count;
    }

    private int Reserve(int bucket)
    {
        var first = Math.Max(_counts.Length == 0 ? bucket - (Growth / 2) : Math.Min(_first, bucket - Growth), 0);
        var last = Math.Max(_counts.Length == 0 ? 0 : _first + _counts.Length - 1, bucket + (Growth / 2));
        var counts = new long[last - first + 1];
        _counts.CopyTo(counts, _counts.Length == 0 ? 0 : _first - first);
        (_counts, _first) = (counts, first);
        return bucket - first;
    }
}
