using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Tests.Unit.BrokerProtocol;

public sealed class RoundTripTests
{
    private const int Seed = 4711;

    [Fact]
    public void Read_OfWritten_GivesTheSameBytesAgain()
    {
        var random = new Random(Seed);
        foreach (var (type, version) in MessageTypes.Versions())
        {
            for (var i = 0; i < 10; i++)
            {
                var bytes = type.Write(type.CreateRandom(version, random), version);
                Assert.Equal($"{type} v{version} {Convert.ToHexString(bytes)}", $"{type} v{version} {Convert.ToHexString(type.Write(type.Read(bytes, version), version))}");
            }
        }
    }

    [Fact]
    public void Read_OfCutBytes_IsRefused()
    {
        var random = new Random(Seed);
        foreach (var (type, version) in MessageTypes.Versions())
        {
            var bytes = type.Write(type.CreateRandom(version, random), version);
            if (bytes.Length > 0)
            {
                Assert.Throws<ProtocolException>(() => type.Read(bytes[..random.Next(bytes.Length)], version));
            }
        }
    }

    [Fact]
    public void Read_OfMutatedBytes_GivesAMessageOrIsRefused()
    {
        var random = new Random(Seed);
        var versions = MessageTypes.Versions().ToList();
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (type, version) = versions[random.Next(versions.Count)];
            var bytes = type.Write(type.CreateRandom(version, random), version);
            for (var mutation = random.Next(1, 4); mutation > 0 && bytes.Length > 0; mutation--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                type.Read(bytes, version);
            }
            catch (ProtocolException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 19_000);
    }

    [Fact]
    public void Read_CountLargerThanTheFrame_IsRefusedWithoutAllocating()
    {
        var type = MessageTypes.All.Single(t => t.Name == "MetadataRequest");
        byte[] bytes = [0x7f, 0xff, 0xff, 0xff];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ProtocolException>(() => type.Read(bytes, 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Read_UnknownTag_IsSkipped()
    {
        var type = MessageTypes.All.Single(t => t.Name == "ApiVersionsRequest");
        byte[] bytes = [2, (byte)'a', 2, (byte)'b', 1, 99, 3, 1, 2, 3];
        Assert.Equal([2, (byte)'a', 2, (byte)'b', 0], type.Write(type.Read(bytes, 3), 3));
    }
}
