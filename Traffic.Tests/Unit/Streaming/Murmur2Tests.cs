using System.Text;
using Traffic.Streaming.Keys;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>The vectors of Kafka's own UtilsTest.</summary>
public sealed class Murmur2Tests
{
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Hash_KafkaVectors_AreTheSame(string key, int expected) => Assert.Equal(expected, (int)Murmur2.Hash(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void Partition_OfNegativeHash_IsPositive() => Assert.Equal((-973932308 & 0x7FFFFFFF) % 4, Murmur2.Partition("21"u8, 4));
}
