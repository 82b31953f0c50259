using Traffic.Tests.Kafka;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>The sink as a program: init, health, and what it does with records it cannot store.</summary>
public sealed class SinkProcessTests(EmbeddedPostgres server, EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_BeforeInit_WaitsUnhealthyAndGoesOnAfterwards()
    {
        var connection = await server.CreateDatabaseAsync("before_init");
        await using var sink = SinkProcess.Start(broker.BootstrapServers, connection);
        await UntilAsync(sink, async () => (await sink.HealthAsync()).Contains("the schema is missing: run init", StringComparison.Ordinal));
        Assert.Equal(0, await SinkProcess.InitAsync(broker.BootstrapServers, connection));
        Assert.Equal(0, await SinkProcess.InitAsync(broker.BootstrapServers, connection));
        await UntilAsync(sink, async () => (await sink.HealthAsync()).StartsWith("""{"status":"Healthy""", StringComparison.Ordinal));
        Assert.Equal(0, await sink.StopAsync());
    }

    [Fact]
    public async Task Run_RowsThatPostgresRefuses_BecomeDeadLettersAndTheRestIsStored()
    {
        await using var database = await StartAsync("refused_rows");
        await database.ExecuteAsync("alter table roads.detectors add constraint odd check (flow % 100 <> 7)");
        await using var sink = SinkProcess.Start(broker.BootstrapServers, database.ConnectionString);
        await SinkLoad.ProduceReadingsAsync(broker.BootstrapServers, "refused", 1000);
        await UntilAsync(sink, () => database.ScalarAsync<bool>("select (select count(*) from roads.detectors where run = 'refused') = 990 and (select count(*) from ops.dead_letters where run = 'refused') = 10"));
        var letters = await database.RowsAsync(
            """
            select reason, stage, source_topic, headers->>'detail', convert_from(value, 'UTF8')::json->>'flow' from ops.dead_letters
            where run = 'refused' order by 5
            """);
        Assert.All(letters, l => Assert.Equal(["refused-by-store", "store", "roads.detectors.clean"], l[..3]));
        Assert.All(letters, l => Assert.Contains("\"odd\"", (string)l[3], StringComparison.Ordinal));
        Assert.Equal(["107", "207", "307", "407", "507", "607", "7", "707", "807", "907"], letters.Select(l => l[4]));
    }

    [Fact]
    public async Task Run_PositionOutsideTheLog_StopsThatPartitionAlone()
    {
        await using var database = await StartAsync("outside_log");
        await database.ExecuteAsync("insert into ops.sink_offsets (topic, partition, next) values ('roads.detectors.clean', 2, 1000000)");
        await using var sink = SinkProcess.Start(broker.BootstrapServers, database.ConnectionString);
        await SinkLoad.ProduceReadingsAsync(broker.BootstrapServers, "outside", 400);
        await UntilAsync(sink, () => database.ScalarAsync<bool>("select count(*) = 300 from roads.detectors where run = 'outside'"));
        await UntilAsync(sink, async () => (await sink.HealthAsync()).Contains("roads.detectors.clean 2: the stored position is outside the log", StringComparison.Ordinal));
        Assert.Equal(1_000_000, await database.ScalarAsync<long>("select next from ops.sink_offsets where topic = 'roads.detectors.clean' and partition = 2"));
        Assert.Equal(0, await sink.StopAsync());
    }

    private async Task<SinkDatabase> StartAsync(string name)
    {
        var database = await SinkDatabase.CreateAsync(server, name, migrated: false);
        Assert.Equal(0, await SinkProcess.InitAsync(broker.BootstrapServers, database.ConnectionString));
        return database;
    }

    private static async Task UntilAsync(SinkProcess sink, Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        try
        {
            while (!await condition())
            {
                Assert.False(sink.HasExited, $"the sink ended:\n{sink.Output}");
                await Task.Delay(20, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            Assert.Fail($"not within {Patience}\n{sink.Output}");
        }
    }
}
