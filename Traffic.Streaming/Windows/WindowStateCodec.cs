using System.Buffers;
using Traffic.Streaming.Buffers;

namespace Traffic.Streaming.Windows;

/// <summary>
/// A window in the changelog: format, declaration version, the partition's next offset at the commit, flags (1 finished,
/// 2 changed), revision, key with its length before it, then the content.
/// </summary>
internal static class WindowStateCodec
{
    private const byte Format = 1;

    public static void Write(WindowState window, int version, long next, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = Format;
        output.Advance(1);
        Varint.Write(output, (ulong)version);
        Varint.Write(output, (ulong)next);
        Varint.Write(output, (window.Finished ? 1UL : 0) | (window.Changed ? 2UL : 0));
        Varint.Write(output, (ulong)window.Revision);
        Varint.Write(output, (ulong)window.Key.Length);
        output.Write(window.Key);
        window.Values.WriteState(output);
    }

    /// <summary>Next offset of the commit that wrote the record.</summary>
    public static long NextOf(ReadOnlySpan<byte> value)
    {
        value = value[1..];
        Varint.Read(ref value);
        return (long)Varint.Read(ref value);
    }

    /// <summary>Reads into a fresh state; returns whether it changed since it was last emitted.</summary>
    /// <exception cref="InvalidDataException">The record has another format, or is of another version of the declaration.</exception>
    public static bool Read(ReadOnlySpan<byte> value, WindowState window, int version)
    {
        if (value[0] != Format)
        {
            throw new InvalidDataException($"the changelog holds window state of format {value[0]}, this version reads {Format}");
        }

        value = value[1..];
        if ((int)Varint.Read(ref value) is var stored && stored != version)
        {
            throw new InvalidDataException($"the changelog holds windows of version {stored}, the declaration is version {version}");
        }

        Varint.Read(ref value);
        var flags = Varint.Read(ref value);
        window.Finished = (flags & 1) != 0;
        window.Revision = (long)Varint.Read(ref value);
        var keyLength = (int)Varint.Read(ref value);
        window.SetKey(value[..keyLength]);
        value = value[keyLength..];
        window.Values.ReadState(ref value);
        return (flags & 2) != 0;
    }
}
