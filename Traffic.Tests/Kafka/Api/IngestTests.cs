using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Traffic.Tests.Postgres.Api;

namespace Traffic.Tests.Kafka.Api;

public sealed class IngestTests(ApiKafka kafka) : IClassFixture<ApiKafka>
{
    private const string KnownTopic = "roads.passages.raw.Downtown_Dubai-Sheikh_Zayed_Road";

    [Fact]
    public async Task Ingest_Passages_ReachTheTopicOfTheirRoadByteForByte()
    {
        var mark = Guid.NewGuid().ToString("N");
        var known = $$"""{ "region":"Downtown_Dubai", "road":"Sheikh_Zayed_Road" ,"lane":3,"speed_kmh":1e2,"mark":"{{mark}}","id":"x" }""";
        var other = $$"""{"region":"Nowhere","road":"Lane","lane":1,"direction":1,"mark":"{{mark}}"}""";
        var broken = $$"""{"lane":1,"mark":"{{mark}}",oops}""";
        var answer = await PostAsync("roads/passages", $"[{known},7,\n{other},{broken}]");
        Assert.Equal(3, answer.GetProperty("accepted").GetInt32());
        Assert.Equal("""[{"index":1,"reason":"not-an-object"}]""", answer.GetProperty("rejected").GetRawText());

        var records = kafka.RawRecords("roads.passages").Where(r => Text(r.Message.Value).Contains(mark, StringComparison.Ordinal)).ToList();
        var atKnown = Assert.Single(records, r => Text(r.Message.Value) == known);
        Assert.Equal((KnownTopic, "0-3"), (atKnown.Topic, Text(atKnown.Message.Key)));
        Assert.Equal(["received-at"], atKnown.Message.Headers.Select(h => h.Key));
        var atOther = Assert.Single(records, r => Text(r.Message.Value) == other);
        Assert.Equal(("roads.passages.raw.other", "1-1"), (atOther.Topic, Text(atOther.Message.Key)));
        // It has no id of its own.
        Assert.True(Guid.TryParse(Header(atOther, "event-id"), out _));
        Assert.Equal("roads.passages.raw.other", Assert.Single(records, r => Text(r.Message.Value) == broken).Topic);
    }

    [Fact]
    public async Task Ingest_Run_HasRisingNumbersBetweenControlRecordsInEveryPartition()
    {
        var run = $"r-{Guid.NewGuid():N}";
        foreach (var (part, end) in ((int, string)[])[(0, ""), (1, "&end=true")])
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(
                    Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50).Select(i => $$"""{"detector_id":"d{{i}}","n":{{part}}}""" + "\n"))),
                    TestContext.Current.CancellationToken);
            }

            using var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/x-ndjson"), ContentEncoding = { "gzip" } } };
            using var response = await kafka.Api.Client.PostAsync(
                new Uri($"api/v1/ingest/roads/detectors?run={run}{end}", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        var partitions = kafka.RawRecords("roads.detectors").Where(r => Header(r, "run") == run).GroupBy(r => r.Partition.Value).ToList();
        Assert.Equal(4, partitions.Count);
        Assert.Equal(100, partitions.Sum(p => p.Count(r => Header(r, "control") is null)));
        foreach (var partition in partitions)
        {
            Assert.Equal("begin", Header(partition.First(), "control"));
            Assert.Equal("end", Header(partition.Last(), "control"));
            var numbers = partition.Select(r => Header(r, "seq")).OfType<string>().Select(long.Parse).ToList();
            Assert.Equal(numbers.Order().Distinct(), numbers);
        }

        var seen = partitions.SelectMany(p => p).Where(r => Header(r, "control") is null).OrderBy(r => long.Parse(Header(r, "seq")!)).Select(r => Text(r.Message.Key));
        Assert.Equal([.. Enumerable.Range(0, 50).Select(i => $"d{i}"), .. Enumerable.Range(0, 50).Select(i => $"d{i}")], seen);
    }

    [Fact]
    public async Task Ingest_RunOfPassages_OpensItInTheTopicsOfAllRoads()
    {
        var run = $"r-{Guid.NewGuid():N}";
        await PostAsync($"roads/passages?run={run}&end", "[]");
        var controls = kafka.RawRecords("roads.passages").Where(r => Header(r, "run") == run).ToList();
        // Four roads and the topic of all others, four partitions each.
        Assert.Equal(20, controls.Count(r => Header(r, "control") == "begin"));
        Assert.Equal(20, controls.Count(r => Header(r, "control") == "end"));
    }

    [Fact]
    public async Task Ingest_WithoutKafka_Is503WithRetryAfter()
    {
        await using var api = await ApiServer.StartAsync(
            kafka.Database.ConnectionString, "127.0.0.1:1", settings: ("Traffic:Ingest:AcknowledgeTimeoutSeconds", "0.3"));
        using var response = await api.Client.PostAsJsonAsync("api/v1/ingest/roads/detectors", new { detector_id = "d" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Reference_HasRowsAndVersionOfTheTopic()
    {
        var answer = await kafka.Api.GetAsync("/reference/roads/metadata");
        Assert.Equal(4, answer.GetProperty("items").GetArrayLength());
        Assert.NotEmpty(answer.GetProperty("version").GetString()!);
        Assert.Single(await kafka.Api.ItemsAsync("/reference/roads/metadata?lanes=2&two_way=true"));
        await kafka.Api.ProblemAsync("/reference/roads/nothing", 404);
    }

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await kafka.Api.Client.PostAsync(new Uri($"api/v1/ingest/{path}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static string? Header(ConsumeResult<byte[]?, byte[]?> record, string name) =>
        record.Message.Headers?.TryGetLastBytes(name, out var value) == true ? Encoding.UTF8.GetString(value) : null;

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes ?? []);
}
