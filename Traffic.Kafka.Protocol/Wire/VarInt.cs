using System.Numerics;

namespace Traffic.Kafka.Protocol.Wire;

/// <summary>Variable-length integers: seven bits a byte, least significant first; signed ones zig-zag.</summary>
public static class VarInt
{
    public static int Size(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    public static int Write(Span<byte> destination, ulong value)
    {
        var i = 0;
        while (value >= 0x80)
        {
            destination[i++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[i++] = (byte)value;
        return i;
    }

    /// <summary>Reads at most ten bytes. Returns the bytes used, or 0 when the source ends or the number is longer.</summary>
    public static int Read(ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (var i = 0; i < source.Length && i < 10; i++)
        {
            value |= (ulong)(source[i] & 0x7f) << (7 * i);
            if (source[i] < 0x80)
            {
                return i + 1;
            }
        }

        return 0;
    }

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
