using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Kafka.Processing;

public sealed class ProcessorTests
{
    private const int Records = 5000;

    [Fact]
    public async Task Run_Passages_BecomeCleanRecordsDeadLettersAndWindows()
    {
        var passages = Passages.Run("run-1", Records);
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers);
        await pipeline.ProduceAsync(passages.Messages);
        await using (await ProcessorHost.StartAsync(pipeline))
            await pipeline.WaitProcessedAsync(Passages.Topics);

        var results = Results.Of(pipeline);
        Assert.Equal(passages.Good, results.Clean.Count);
        Assert.Equal(passages.Good, results.DistinctClean.Count);
        Assert.Equal(passages.Good, results.Counted);
        Assert.All(results.Windows.Keys, key => Assert.StartsWith("run-1", JsonNode.Parse(key)!.AsArray()[^1]!.GetValue<string>(), StringComparison.Ordinal));
        var letters = pipeline.ReadAll(TopicNames.DeadLetters(Passages.Stream, "traffic"));
        Assert.Equal(passages.Flawed.OrderBy(f => f.Key), letters
            .GroupBy(l => Results.Header(l, HeaderNames.Reason)!).Select(g => KeyValuePair.Create(g.Key, g.Count())).OrderBy(f => f.Key));
        AssertIsTheRawRecord(pipeline, letters);
    }

    [Fact]
    public async Task Run_StoppedAndStartedAgain_NeitherLosesNorRepeats()
    {
        var passages = Passages.Run("run-1", Records);
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers);
        await pipeline.ProduceAsync(passages.Messages[..2000]);
        await using (var process = new ProcessorProcess(pipeline))
        {
            await pipeline.WaitProcessedAsync(Passages.Topics);
            Assert.Equal(0, await process.StopAsync());
        }

        await pipeline.ProduceAsync(passages.Messages[2000..]);
        await using (var process = new ProcessorProcess(pipeline))
        {
            await pipeline.WaitProcessedAsync(Passages.Topics);
            Assert.Equal(0, await process.StopAsync());
        }

        var results = Results.Of(pipeline);
        Assert.Equal(results.DistinctClean.Count, results.Clean.Count);
        Assert.Equal(results.DistinctDeadLetters.Count, results.DeadLetters.Count);
        Assert.Equal(results.Clean.Count, results.Counted);
    }

    [Fact]
    public async Task Process_RecordUnderAnotherKey_IsForwardedToItsPartition()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers);
        var id = Guid.Parse("0190b0c5-8d3e-7000-8000-000000000001");
        var json = Passages.Json(id, "Nowhere", "Somewhere", new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "\"lane\":3,", "50");
        var messages = Enumerable.Range(0, 4).Select(p => new RawMessage(TopicNames.Raw(Passages.Stream), null, Encoding.UTF8.GetBytes(json), new(Run: null), p));
        await pipeline.ProduceAsync(messages);
        await using (await ProcessorHost.StartAsync(pipeline))
        {
            await Until.TrueAsync(() => pipeline.Count(TopicNames.Raw(Passages.Stream)) >= 7, () => "nothing was forwarded", TimeSpan.FromSeconds(30));
            await pipeline.WaitProcessedAsync(TopicNames.Raw(Passages.Stream));
        }

        var clean = Assert.Single(pipeline.ReadAll(TopicNames.Clean(Passages.Stream, "traffic")), r => Encoding.UTF8.GetString(r.Message.Value!).Contains($"{id}", StringComparison.Ordinal));
        Assert.Equal("0-3", Encoding.UTF8.GetString(clean.Message.Key!));
        var forwarded = pipeline.ReadAll(TopicNames.Raw(Passages.Stream)).Where(r => Results.Header(r, HeaderNames.RekeyedFrom) is not null).ToList();
        Assert.Equal(3, forwarded.Count);
        Assert.All(forwarded, r => Assert.Equal((clean.Partition, "0-3"), (r.Partition, Encoding.UTF8.GetString(r.Message.Key!))));
    }

    private static void AssertIsTheRawRecord(Pipeline pipeline, List<ConsumeResult<byte[]?, byte[]?>> letters)
    {
        var raw = pipeline.ReadAll(Passages.Topics).ToDictionary(r => $"{r.Topic} {r.Partition.Value} {r.Offset.Value}");
        Assert.All(letters, letter =>
        {
            var source = raw[string.Join(' ', Results.Header(letter, HeaderNames.SourceTopic), Results.Header(letter, HeaderNames.SourcePartition), Results.Header(letter, HeaderNames.SourceOffset))];
            Assert.Equal(source.Message.Value, letter.Message.Value);
            Assert.Equal(source.Message.Key, letter.Message.Key);
            Assert.Equal(source.Partition, letter.Partition);
            Assert.Equal("run-1", Results.Header(letter, HeaderNames.Run));
            Assert.Equal(("intake", "1"), (Results.Header(letter, HeaderNames.Stage), Results.Header(letter, HeaderNames.Attempt)));
            Assert.True(DateTimeOffset.TryParse(Results.Header(letter, HeaderNames.FailedAt), out _));
        });
    }
}
