using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Traffic.Simulator.Randomness;

/// <summary>
/// xoshiro256** (Blackman and Vigna), seeded by a text: one independent stream per road and run. The 31-bit seeds of
/// <see cref="Random"/> would soon repeat, and with them ids.
/// </summary>
internal sealed class RandomSource
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public RandomSource(string seed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        _a = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _b = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _c = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        _d = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]);
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double min, double max) => min + ((max - min) * Uniform());

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    public bool Chance(double probability) => Uniform() < probability;

    public double Normal(double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(Math.Tau * Uniform()));

    public double LogNormal(double median, double sigma) => median * Math.Exp(Normal(0, sigma));

    /// <summary>Counts unit exponential gaps that fit into the mean: exact for any mean, in time proportional to it.</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (var sum = -Math.Log(1 - Uniform()); sum < mean; sum -= Math.Log(1 - Uniform()))
        {
            count++;
        }

        return count;
    }

    /// <summary>A random (version 4) UUID.</summary>
    public Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
