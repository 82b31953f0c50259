using Traffic.Kafka;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>Whatever happens to a processor, the results are those of an undisturbed one beside it.</summary>
public sealed class RecoveryTests
{
    private const int Records = 120_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_InTheMiddleOfARun_LosesNothingAndChangesNoWindow()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var calm = await Pipeline.CreateAsync(broker.BootstrapServers, "calm");
        await using var troubled = await Pipeline.CreateAsync(broker.BootstrapServers);
        await calm.ProduceAsync(Passages.Run("run-1", Records).Messages);
        for (var kill = 1; kill <= 2; kill++)
        {
            await using var process = new ProcessorProcess(troubled);
            var clean = TopicNames.Clean(Passages.Stream, "traffic");
            var before = troubled.Count(clean);
            await Until.TrueAsync(() => troubled.Count(clean) > before + 2000, () => $"nothing was written:\n{process.Output}", Patience);
            await process.KillAsync();
        }

        Assert.True(troubled.Count(TopicNames.Clean(Passages.Stream, "traffic")) < Records, "the processor was killed too late");
        await using (await ProcessorHost.StartAsync(troubled))
        await using (await ProcessorHost.StartAsync(calm))
        {
            await troubled.WaitProcessedAsync(Passages.Topics);
            await calm.WaitProcessedAsync(Passages.Topics);
        }

        AssertSame(Results.Of(calm), Results.Of(troubled));
    }

    [Fact]
    public async Task Rebalance_WithThreeProcessors_LosesNothingAndChangesNoWindow()
    {
        var passages = Passages.Run("run-1", Records);
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var calm = await Pipeline.CreateAsync(broker.BootstrapServers, "calm");
        await using var troubled = await Pipeline.CreateAsync(broker.BootstrapServers);
        await using (await ProcessorHost.StartAsync(calm))
        {
            await using var first = await ProcessorHost.StartAsync(troubled);
            var feeding = troubled.ProduceAsync(passages.Messages);
            var second = await ProcessorHost.StartAsync(troubled);
            await SharesAsync(second);
            await using var third = await ProcessorHost.StartAsync(troubled);
            await SharesAsync(third);
            await second.DisposeAsync();
            await feeding;
            await troubled.WaitProcessedAsync(Passages.Topics);
            await calm.WaitProcessedAsync(Passages.Topics);
        }

        // Orderly hand-overs: not even a redelivery.
        var results = Results.Of(troubled);
        Assert.Equal(results.DistinctClean.Count, results.Clean.Count);
        AssertSame(Results.Of(calm), results);
    }

    [Fact]
    public async Task BrokerRestart_WhileRunning_IsSurvivedByTheProcess()
    {
        var passages = Passages.Run("run-1", Records);
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var calm = await Pipeline.CreateAsync(broker.BootstrapServers, "calm");
        await using var troubled = await Pipeline.CreateAsync(broker.BootstrapServers);
        await using (var process = new ProcessorProcess(troubled))
        {
            await troubled.ProduceAsync(passages.Messages[..(Records / 2)]);
            await Until.TrueAsync(() => troubled.Count(TopicNames.Clean(Passages.Stream, "traffic")) > 0, () => process.Output, Patience);
            await broker.KillAsync();
            await broker.StartAgainAsync();
            await troubled.ProduceAsync(passages.Messages[(Records / 2)..]);
            await troubled.WaitProcessedAsync(Passages.Topics);
            Assert.False(process.HasExited, process.Output);
            Assert.Equal(0, await process.StopAsync());
        }

        await using (await ProcessorHost.StartAsync(calm))
            await calm.WaitProcessedAsync(Passages.Topics);
        AssertSame(Results.Of(calm), Results.Of(troubled));
    }

    /// <summary>Waits until a processor works on a share of the partitions.</summary>
    private static async Task SharesAsync(ProcessorHost host)
    {
        var health = "";
        await Until.TrueAsync(
            async () => (health = await host.HealthAsync("worker-roads")) is "Healthy: 6 partitions" or "Healthy: 12 partitions",
            () => $"{health}\n{string.Join('\n', host.Log)}",
            Patience);
    }

    private static void AssertSame(Results expected, Results actual)
    {
        Assert.NotEmpty(expected.Windows);
        Assert.Equal(expected.DistinctClean, actual.DistinctClean);
        Assert.Equal(expected.DistinctDeadLetters, actual.DistinctDeadLetters);
        Assert.Equal(expected.Windows, actual.Windows);
    }
}
