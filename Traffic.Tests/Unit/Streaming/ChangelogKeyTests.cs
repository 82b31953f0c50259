using System.Text;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

public sealed class ChangelogKeyTests
{
    [Theory]
    [InlineData("p|a.b|3", 'p', null, null)]
    [InlineData("l|a.b|3|live", 'l', "live", null)]
    [InlineData("l|a.b|3|50%25 %7C x", 'l', "50% | x", null)]
    [InlineData("""w|a.b|3|live|1m|60000000|["x|y"]""", 'w', "live", """1m|60000000|["x|y"]""")]
    public void TryParse_Key_GivesItsParts(string key, char kind, string? run, string? rest)
    {
        Assert.True(ChangelogKey.TryParse(Encoding.UTF8.GetBytes(key), out var actualKind, out var topic, out var partition, out var actualRun, out var actualRest));
        Assert.Equal((kind, "a.b", 3, run, rest), (actualKind, topic, partition, actualRun, actualRest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("p|a.b")]
    [InlineData("p|a.b|x")]
    [InlineData("p|a.b|-1")]
    [InlineData("l|a.b|3")]
    [InlineData("w|a.b|3|live")]
    [InlineData("q|a.b|3")]
    [InlineData("pp|a.b|3")]
    public void TryParse_NoKey_IsFalse(string key) => Assert.False(ChangelogKey.TryParse(Encoding.UTF8.GetBytes(key), out _, out _, out _));

    [Fact]
    public void OfLane_AnyRun_ParsesBack()
    {
        Assert.True(ChangelogKey.TryParse(ChangelogKey.OfLane("t", 0, "a|b%7C"), out _, out _, out _, out var run, out _));
        Assert.Equal("a|b%7C", run);
    }
}
