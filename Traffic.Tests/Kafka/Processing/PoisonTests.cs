using System.Text;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Tests.Kafka.Processing;

public sealed class PoisonTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Engine_FailsOnARecord_StopsThatPartitionInSightAndSkipsNothing()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers);
        var passages = Passages.Live(2000);
        await pipeline.ProduceAsync(passages.Messages);
        var poisoned = TopicNames.Raw(Passages.Stream, ["Al Barsha", "Umm Suqeim Road"]);
        await using (var host = await ProcessorHost.StartAsync(pipeline, [FailingOn("Umm Suqeim Road")]))
        {
            var health = "";
            await Until.TrueAsync(async () => (health = await host.HealthAsync("worker-roads")).StartsWith("Unhealthy", StringComparison.Ordinal), () => health, Patience);
            Assert.Contains($"{poisoned}/", health, StringComparison.Ordinal);
            Assert.Contains("at offset 0: poison", health, StringComparison.Ordinal);
            await pipeline.WaitProcessedAsync(Passages.Topics.Where(t => t != poisoned));
        }

        Assert.DoesNotContain(Results.Of(pipeline).Clean, c => c.Contains("Umm Suqeim Road", StringComparison.Ordinal));
        await using (await ProcessorHost.StartAsync(pipeline))
            await pipeline.WaitProcessedAsync(Passages.Topics);
        Assert.Equal(passages.Good, Results.Of(pipeline).DistinctClean.Count);
    }

    private static FeedDeclaration FailingOn(string road)
    {
        var feed = FeedCatalogue.Default.Find("roads")!;
        return feed with { Streams = [Passages.Stream with { Derivations = [.. Passages.Stream.Derivations, new Poison(road)] }, feed.Find("detectors")!] };
    }

    private sealed class Poison(string road) : IDerivation
    {
        public void Apply(RecordBatch batch, ReferenceTables references)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (batch.RejectionOf(row) is null && batch.Text("road")[row].SequenceEqual(Encoding.UTF8.GetBytes(road)))
                    throw new InvalidOperationException("poison");
            }
        }
    }
}
