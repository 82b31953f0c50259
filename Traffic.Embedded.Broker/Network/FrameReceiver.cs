using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Network;

/// <summary>
/// Cuts the bytes of a connection into frames. An idle connection holds a small buffer only; a large frame's buffer
/// grows with what really arrived, so a length alone costs nothing.
/// </summary>
internal sealed class FrameReceiver(Socket socket, int maxFrame) : IDisposable
{
    private const int SizePrefix = 4;
    private const int IdleBuffer = 4 * 1024;
    private const int TrustedSize = 1 << 20;

    private readonly byte[] _idle = new byte[IdleBuffer];
    private byte[]? _rented;
    private int _start;
    private int _end;

    public byte[] Buffer => _rented ?? _idle;

    /// <summary>Whether another whole frame is here already.</summary>
    public bool HasFrame => _end - _start >= SizePrefix && _end - _start - SizePrefix >= BinaryPrimitives.ReadInt32BigEndian(Buffer.AsSpan(_start));

    /// <summary>Position and length of the next frame in <see cref="Buffer"/>, valid until the next call; null when the client is gone.</summary>
    public async ValueTask<(int Offset, int Count)?> NextAsync(CancellationToken cancel)
    {
        if (_start == _end)
        {
            _start = _end = 0;
            ReturnRented();
        }

        while (_end - _start < SizePrefix)
        {
            if (!await FillAsync(SizePrefix, cancel))
            {
                return null;
            }
        }

        var size = BinaryPrimitives.ReadInt32BigEndian(Buffer.AsSpan(_start));
        if (size < 0 || size > maxFrame)
        {
            throw new ProtocolException($"a frame of {size} bytes; the largest allowed is {maxFrame}");
        }

        while (_end - _start < SizePrefix + size)
        {
            if (!await FillAsync(SizePrefix + size, cancel))
            {
                return null;
            }
        }

        var offset = _start + SizePrefix;
        _start = offset + size;
        return (offset, size);
    }

    public void Dispose() => ReturnRented();

    private async ValueTask<bool> FillAsync(int wanted, CancellationToken cancel)
    {
        MakeRoom(wanted);
        var read = await socket.ReceiveAsync(Buffer.AsMemory(_end), cancel);
        _end += read;
        return read > 0;
    }

    /// <summary>Makes room for a frame of trusted size at once, and for a larger one by doubling what has come.</summary>
    private void MakeRoom(int wanted)
    {
        var held = _end - _start;
        if (_end < Buffer.Length && Buffer.Length - _start >= Math.Min(wanted, TrustedSize))
        {
            return;
        }

        var target = Math.Min(wanted, Math.Max(TrustedSize, held * 2));
        if (Buffer.Length >= target)
        {
            Buffer.AsSpan(_start, held).CopyTo(Buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(target);
            Buffer.AsSpan(_start, held).CopyTo(larger);
            ReturnRented();
            _rented = larger;
        }

        _start = 0;
        _end = held;
    }

    private void ReturnRented()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }
}
