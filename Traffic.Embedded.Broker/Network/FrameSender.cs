using System.Buffers;
using System.Net.Sockets;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Network;

/// <summary>Sends frames; stored records go through one chunk, whatever the size of the response.</summary>
internal static class FrameSender
{
    private const int ChunkSize = 256 * 1024;

    public static async ValueTask SendAsync(Socket socket, FrameBuffer frame, CancellationToken cancel)
    {
        if (frame.Splices.Count == 0)
        {
            await SendAllAsync(socket, frame.Written, cancel);
            return;
        }

        var chunk = ArrayPool<byte>.Shared.Rent(Math.Min(ChunkSize, frame.TotalLength));
        try
        {
            var filled = 0;
            var sent = 0;
            foreach (var (at, source) in frame.Splices)
            {
                for (; sent < at;)
                {
                    var count = Math.Min(at - sent, chunk.Length - filled);
                    frame.Written.Slice(sent, count).CopyTo(chunk.AsMemory(filled));
                    sent += count;
                    filled = await FlushIfFullAsync(filled + count);
                }

                for (var read = 0; read < source.Length;)
                {
                    var count = Math.Min(source.Length - read, chunk.Length - filled);
                    source.Read(read, chunk.AsSpan(filled, count));
                    read += count;
                    filled = await FlushIfFullAsync(filled + count);
                }
            }

            await SendAllAsync(socket, chunk.AsMemory(0, filled), cancel);
            await SendAllAsync(socket, frame.Written[sent..], cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        async ValueTask<int> FlushIfFullAsync(int filled)
        {
            if (filled < chunk.Length)
            {
                return filled;
            }

            await SendAllAsync(socket, chunk, cancel);
            return 0;
        }
    }

    private static async ValueTask SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancel)..];
        }
    }
}
