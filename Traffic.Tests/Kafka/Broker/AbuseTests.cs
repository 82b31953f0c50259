using System.Buffers.Binary;
using System.Net.Sockets;

namespace Traffic.Tests.Kafka.Broker;

/// <summary>Bytes that no client sends: that connection ends, with one line in the log, and the broker goes on.</summary>
public sealed class AbuseTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    [Theory]
    [InlineData("7fffffff0000", "a frame of 2147483647 bytes")]
    [InlineData("ffffffff0000", "a frame of -1 bytes")]
    [InlineData("474554202f20485454502f312e310d0a", "a frame of 1195725856 bytes")] // GET / HTTP/1.1
    [InlineData("0000000200ff", "a request of 2 bytes")]
    [InlineData("0000000a03e700000000000bffff", "api key 999 is not offered")]
    [InlineData("0000000a0003006300000000ffff", "Metadata version 99 is not offered")]
    [InlineData("0000000e0003000100000000ffff7fffffff", "length 2147483647")]
    [InlineData("0000000c000300010000000000ff4142", "length 255")]
    [InlineData("000000100003000100000000ffff00000000beef", "2 bytes behind the request")]
    public async Task Frame_ThatIsNone_ClosesTheConnection(string hex, string problem)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(Convert.FromHexString(hex));
        Assert.Equal(0, await client.ReceiveAsync(new byte[10]));
        await Wait.ForAsync(() => broker.Output.Contains(problem, StringComparison.Ordinal), problem);
        Assert.True(await AnswersAsync());
    }

    [Fact]
    public async Task Frame_PromisedButNotSent_CostsNoMemory()
    {
        var before = Memory();
        var clients = new List<Socket>();
        for (var i = 0; i < 50; i++)
        {
            clients.Add(await ConnectAsync());
            await clients[i].SendAsync(Convert.FromHexString("0600000000000003"));
        }

        Assert.True(await AnswersAsync());
        Assert.InRange(Memory() - before, long.MinValue, 60_000_000);
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Frames_SentTogether_AreAnsweredInOrder()
    {
        using var client = await ConnectAsync();
        var bytes = new List<byte>();
        for (var i = 0; i < 500; i++)
        {
            bytes.AddRange(ApiVersions(i));
        }

        await client.SendAsync(bytes.ToArray());
        using var stream = new NetworkStream(client);
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(i, await ReadCorrelationAsync(stream));
        }
    }

    [Fact]
    public async Task ApiVersions_OfAnUnknownVersion_IsAnsweredInTheOldestForm()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(Convert.FromHexString("0000000a0012006300000007ffff"));
        using var stream = new NetworkStream(client);
        var answer = await ReadFrameAsync(stream);
        const int UnsupportedVersion = 35;
        Assert.Equal((7, UnsupportedVersion), (BinaryPrimitives.ReadInt32BigEndian(answer), BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan(4))));
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(6)), 20, 100);
    }

    [Fact]
    public async Task Connections_Idle_AreManyAndCheap()
    {
        var before = Memory();
        var clients = new List<Socket>();
        for (var i = 0; i < 500; i++)
        {
            clients.Add(await ConnectAsync());
            await clients[i].SendAsync(ApiVersions(i));
        }

        foreach (var client in clients)
        {
            using var stream = new NetworkStream(client);
            await ReadFrameAsync(stream);
        }

        Assert.True(await AnswersAsync());
        Assert.InRange(Memory() - before, long.MinValue, 30_000_000);
        clients.ForEach(c => c.Dispose());
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(ApiVersions(77));
        using var stream = new NetworkStream(client);
        return await ReadCorrelationAsync(stream) == 77;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        await socket.ConnectAsync("127.0.0.1", broker.Port);
        return socket;
    }

    /// <summary>An ApiVersions request of version 0.</summary>
    private static byte[] ApiVersions(int correlation)
    {
        var frame = Convert.FromHexString("0000000a0012000000000000ffff");
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), correlation);
        return frame;
    }

    private static async Task<int> ReadCorrelationAsync(NetworkStream stream) => BinaryPrimitives.ReadInt32BigEndian(await ReadFrameAsync(stream));

    private static async Task<byte[]> ReadFrameAsync(NetworkStream stream)
    {
        var size = new byte[4];
        await stream.ReadExactlyAsync(size);
        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
        await stream.ReadExactlyAsync(frame);
        return frame;
    }

    /// <summary>Resident memory of the broker in bytes.</summary>
    private long Memory()
    {
        var line = File.ReadLines($"/proc/{broker.ProcessId}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
