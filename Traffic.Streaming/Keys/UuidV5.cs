using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Traffic.Streaming.Keys;

/// <summary>Name-based UUIDs (RFC 9562, version 5) in a namespace of our own: the id of a record that carries none.</summary>
public static class UuidV5
{
    private static readonly byte[] Namespace = new Guid("7f0c1a52-6f3d-5a84-9d0e-2b7c4f61d9a3").ToByteArray(bigEndian: true);

    /// <summary>The id of the record at that offset: its name is <c>topic~partition~offset</c>.</summary>
    public static Guid Of(string topic, int partition, long offset)
    {
        Span<byte> name = stackalloc byte[(topic.Length * 3) + 32];
        var length = Encoding.UTF8.GetBytes(topic, name);
        name[length++] = (byte)'~';
        Utf8Formatter.TryFormat(partition, name[length..], out var written);
        length += written;
        name[length++] = (byte)'~';
        Utf8Formatter.TryFormat(offset, name[length..], out written);
        return Of(name[..(length + written)]);
    }

    public static Guid Of(ReadOnlySpan<byte> name)
    {
        Span<byte> input = stackalloc byte[Namespace.Length + name.Length];
        Namespace.CopyTo(input);
        name.CopyTo(input[Namespace.Length..]);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // Version 5 is defined by SHA-1; nothing here is secret.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
