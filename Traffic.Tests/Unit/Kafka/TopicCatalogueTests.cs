using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;

namespace Traffic.Tests.Unit.Kafka;

public sealed class TopicCatalogueTests
{
    private static readonly TopicCatalogue Catalogue = new(FeedCatalogue.Default.Feeds, "traffic");

    [Fact]
    public void Topics_Roads_AreThoseOfTheContract() => Assert.Equal(
        [
            "roads.detectors.1h.windows", "roads.detectors.changelog", "roads.detectors.clean", "roads.detectors.dlq", "roads.detectors.raw",
            "roads.metadata.reference",
            "roads.passages.1m.windows", "roads.passages.changelog", "roads.passages.clean", "roads.passages.dlq", "roads.passages.raw.other",
        ],
        Catalogue.Topics.Select(t => t.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Topics_ByKind_CarryTheirConfig()
    {
        Assert.Equal("LogAppendTime", Catalogue.Find("roads.detectors.raw")!.Config["message.timestamp.type"]);
        Assert.Equal("604800000", Catalogue.Find("roads.detectors.clean")!.Config["retention.ms"]);
        Assert.Equal("compact", Catalogue.Find("roads.detectors.changelog")!.Config["cleanup.policy"]);
        Assert.Equal("compact", Catalogue.Find("roads.metadata.reference")!.Config["cleanup.policy"]);
    }

    [Fact]
    public void Topics_OfAStream_HaveThePartitionsOfItsRawTopic() => Assert.All(
        Catalogue.Topics, t => Assert.Equal(t.Kind == TopicKind.Reference ? 1 : t.Stream!.Partitions, t.Partitions));

    [Fact]
    public void Of_ReferenceTable_IsOneRawTopicPerRow()
    {
        var reference = FeedCatalogue.Default.Find("roads")!.References[0];
        using var file = reference.OpenDefault();
        var topics = Catalogue.Of(reference, ReferenceFiles.Parse(reference, "file", file)).ToList();
        Assert.Equal(4, topics.Count);
        Assert.Contains(topics, t => t.Name == "roads.passages.raw.Downtown_Dubai-Sheikh_Zayed_Road");
        Assert.All(topics, t => Assert.Equal((TopicKind.Raw, "passages", 4), (t.Kind, t.Stream!.Name, t.Partitions)));
    }

    [Fact]
    public void Find_RawTopicOfAnyEntity_IsTheStream() =>
        Assert.Equal("passages", Catalogue.Find("roads.passages.raw.New-Road")!.Stream!.Name);

    [Fact]
    public void Find_WindowTopic_IsTheWindow() => Assert.Equal("1m", Catalogue.Find("roads.passages.1m.windows")!.Window!.Id);

    [Fact]
    public void Find_ForeignTopic_IsNull() => Assert.Null(Catalogue.Find("someone.else"));
}
