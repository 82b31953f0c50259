using System.Buffers;
using System.Buffers.Binary;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Kafka.Protocol.Wire;

/// <summary>
/// An outgoing frame: pooled bytes, and between them the places where stored records are read in when it is sent,
/// so that a frame costs no memory for the records it carries.
/// </summary>
public sealed class FrameBuffer : IDisposable
{
    private readonly List<Splice> _splices = [];
    private byte[] _bytes;
    private int _spliced;

    public FrameBuffer(int capacity = 512) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Length of the bytes written, without spliced records.</summary>
    public int Length { get; private set; }

    /// <summary>Length on the wire, with spliced records.</summary>
    public int TotalLength => Length + _spliced;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Sources in order, each to be sent before the written byte at its position.</summary>
    public IReadOnlyList<Splice> Splices => _splices;

    /// <summary>Reserves the size prefix of a frame; <see cref="EndFrame"/> fills it in.</summary>
    public void BeginFrame() => Append(4);

    public void EndFrame() => BinaryPrimitives.WriteInt32BigEndian(_bytes, TotalLength - 4);

    /// <summary>Extends the frame and returns the new bytes, which the caller fills.</summary>
    public Span<byte> Append(int count)
    {
        var length = Length + count;
        if (length > _bytes.Length)
        {
            Grow(length);
        }

        var span = _bytes.AsSpan(Length, count);
        Length = length;
        return span;
    }

    /// <summary>Writes an unsigned varint in front of the bytes from <paramref name="start"/> on, giving their length.</summary>
    public void InsertLength(int start)
    {
        var length = Length - start;
        var width = VarInt.Size((uint)length);
        Append(width);
        _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(start + width));
        VarInt.Write(_bytes.AsSpan(start), (uint)length);
    }

    public void Insert(IRecordSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _splices.Add(new Splice(Length, source));
        _spliced = checked(_spliced + source.Length);
    }

    public void Reset()
    {
        foreach (var splice in _splices)
        {
            splice.Source.Dispose();
        }

        _splices.Clear();
        _spliced = 0;
        Length = 0;
    }

    public void Dispose()
    {
        Reset();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(length, _bytes.Length * 2));
        _bytes.AsSpan(0, Length).CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }

    /// <summary>Records that belong before the written byte at <paramref name="At"/>.</summary>
    public readonly record struct Splice(int At, IRecordSource Source);
}
