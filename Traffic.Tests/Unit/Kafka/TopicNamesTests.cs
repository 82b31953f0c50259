using System.Text.RegularExpressions;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Kafka;

public sealed class TopicNamesTests
{
    private static readonly StreamDeclaration Passages = FeedCatalogue.Default.Find("roads", "passages")!;
    private static readonly StreamDeclaration Detectors = FeedCatalogue.Default.Find("roads", "detectors")!;

    [Fact]
    public void Raw_KnownEntity_ReplacesIllegalCharacters() =>
        Assert.Equal("roads.passages.raw.Al_Barsha-Sheikh_Mohammed_bin_Zayed_Road",
            TopicNames.Raw(Passages, ["Al Barsha", "Sheikh Mohammed bin Zayed Road"]));

    [Theory]
    [InlineData("roads.passages.raw.other", true)]
    [InlineData("roads.passages.raw.Al_Barsha-Umm_Suqeim_Road", true)]
    [InlineData("roads.passages.raw", false)]
    [InlineData("roads.passages.clean", false)]
    [InlineData("roadsXpassages.raw.other", false)]
    public void IsRaw_StreamWithTopicPerEntity_AgreesWithSubscription(string topic, bool expected)
    {
        Assert.Equal(expected, TopicNames.IsRaw(Passages, topic));
        Assert.Equal(expected, Regex.IsMatch(topic, TopicNames.RawSubscription(Passages)));
    }

    [Fact]
    public void RawSubscription_StreamWithOneTopic_IsItsName() => Assert.Equal("roads.detectors.raw", TopicNames.RawSubscription(Detectors));

    [Theory]
    [InlineData("traffic", "roads.passages.1m.windows")]
    [InlineData("second", "second.roads.passages.1m.windows")]
    public void Windows_OtherApplication_IsPrefixed(string application, string expected) =>
        Assert.Equal(expected, TopicNames.Windows(Passages, "1m", application));
}
