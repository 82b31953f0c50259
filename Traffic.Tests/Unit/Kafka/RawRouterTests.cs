using System.Text.Json;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.References;

namespace Traffic.Tests.Unit.Kafka;

public sealed class RawRouterTests
{
    private readonly RawRouter _router = new(FeedCatalogue.Default.Find("roads", "passages")!);
    private readonly ReferenceTables _references;

    public RawRouterTests()
    {
        var reference = FeedCatalogue.Default.Find("roads")!.References[0];
        using var file = reference.OpenDefault();
        _references = new ReferenceTables([ReferenceFiles.Parse(reference, "file", file)]);
    }

    [Theory]
    [InlineData("""{"region":"Al_Barsha","road":"Umm_Suqeim_Road","direction":1,"lane":2}""", "roads.passages.raw.Al_Barsha-Umm_Suqeim_Road", "1-2")]
    [InlineData("""{"region":"Al Barsha","road":"Umm Suqeim Road","lane":2}""", "roads.passages.raw.Al_Barsha-Umm_Suqeim_Road", "0-2")]
    [InlineData("""{"region":"Al Barsha","road":"Nowhere","lane":"2"}""", "roads.passages.raw.other", "0-2")]
    [InlineData("""{}""", "roads.passages.raw.other", "0-")]
    public void Route_Record_IsItsTopicAndKey(string json, string topic, string key)
    {
        using var record = JsonDocument.Parse(json);
        Assert.Equal((topic, key), _router.Route(record.RootElement, _references));
    }
}
