using System.Buffers;

namespace Traffic.Streaming.Buffers;

/// <summary>Unsigned LEB128: seven bits a byte, low bits first, the high bit set on all but the last byte.</summary>
internal static class Varint
{
    private const int MaxBytes = 10;

    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(MaxBytes);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Signed values, zigzag-coded so that small magnitudes stay short.</summary>
    public static void WriteSigned(IBufferWriter<byte> output, long value) => Write(output, (ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Reads a value and moves the span past it.</summary>
    /// <exception cref="InvalidDataException">The bytes end inside a value, or it has more than 64 bits.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> input)
    {
        ulong value = 0;
        for (var i = 0; i < Math.Min(input.Length, MaxBytes); i++)
        {
            value |= (ulong)(input[i] & 0x7F) << (7 * i);
            if (input[i] < 0x80)
            {
                input = input[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("A variable-length number is cut off or too long.");
    }

    public static long ReadSigned(ref ReadOnlySpan<byte> input)
    {
        var value = Read(ref input);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
