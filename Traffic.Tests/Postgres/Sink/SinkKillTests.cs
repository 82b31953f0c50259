using Traffic.Tests.Kafka;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>Whatever is killed during a load, the tables end as they do without.</summary>
public sealed class SinkKillTests(SinkKillTests.Load load) : IClassFixture<SinkKillTests.Load>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Undisturbed_Load_IsWhatWasProduced()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(load.Undisturbed);
        await using var command = source.CreateCommand(
            """
            select (select count(*) from roads.detectors), (select count(distinct flow) from roads.detectors), (select sum(flow) from roads.detectors)::bigint,
                   (select count(*) from roads.detectors_1h_parts), (select count(*) from roads.detectors_1h_parts where revision = 50),
                   (select count(*) from ops.dead_letters where stage = 'intake'), (select count(*) from ops.dead_letters where reason = 'refused-by-store'),
                   (select count(*) from roads.metadata), (select count(*) from roads.detectors where run = 'load')
            """);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(9_997, reader.GetInt64(0));
        Assert.Equal(9_997, reader.GetInt64(1));
        Assert.Equal(49_995_000 - 1000 - 4333 - 7666, reader.GetInt64(2));
        Assert.Equal(90, reader.GetInt64(3));
        Assert.Equal(90, reader.GetInt64(4));
        Assert.Equal(500, reader.GetInt64(5));
        Assert.Equal(3, reader.GetInt64(6));
        Assert.Equal(4, reader.GetInt64(7));
        Assert.Equal(9_997, reader.GetInt64(8));
    }

    [Fact]
    public async Task Kill_Sink_TablesEndTheSame()
    {
        var database = await load.NewDatabaseAsync("sink_killed");
        foreach (var stored in (long[])[1, 8_000])
        {
            await using var sink = load.Start(database);
            await load.WaitAsync(database, stored, sink);
            await sink.KillAsync();
        }

        await load.FinishAsync(database);
    }

    [Fact]
    public async Task Kill_OneOfTwoSinks_TablesEndTheSame()
    {
        var database = await load.NewDatabaseAsync("two_sinks");
        await using var first = load.Start(database);
        await load.WaitAsync(database, 1, first);
        await using var second = load.Start(database);
        await load.WaitAsync(database, 6_000, first);
        await first.KillAsync();
        await load.FinishAsync(database, second);
    }

    [Fact]
    public async Task Kill_Postgres_SinkSurvivesAndTablesEndTheSame()
    {
        var database = await load.NewDatabaseAsync("postgres_killed");
        await using var sink = load.Start(database);
        foreach (var stored in (long[])[1, 8_000])
        {
            await load.WaitAsync(database, stored, sink);
            await load.Postgres.KillAsync();
            await load.Postgres.StartAsync();
        }

        await load.FinishAsync(database, sink);
        // One line when it went away, one when it was back.
        Assert.InRange(Count(sink.Output, "PostgreSQL: works again"), 1, 2);
        Assert.InRange(Count(sink.Output, "warn: Traffic.Sink.SinkHealth"), 1, 2);
    }

    [Fact]
    public async Task Kill_Broker_SinkSurvivesAndTablesEndTheSame()
    {
        var database = await load.NewDatabaseAsync("broker_killed");
        await using var sink = load.Start(database);
        await load.WaitAsync(database, 5_000, sink);
        await load.Broker.KillAsync();
        await load.Broker.StartAgainAsync();
        await load.FinishAsync(database, sink);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Broker and server with the load, stored once without disturbance.</summary>
    public sealed class Load : IAsyncLifetime
    {
        internal EmbeddedPostgres Postgres { get; } = new();

        internal EmbeddedBroker Broker { get; private set; } = null!;

        internal string Undisturbed { get; private set; } = null!;

        private string _expected = null!;

        public async ValueTask InitializeAsync()
        {
            Undisturbed = await Postgres.CreateDatabaseAsync("undisturbed");
            Broker = await EmbeddedBroker.StartAsync();
            Assert.Equal(0, await SinkProcess.InitAsync(Broker.BootstrapServers, Undisturbed));
            await SinkLoad.ProduceAsync(Broker.BootstrapServers);
            await using var sink = Start(Undisturbed);
            await WaitUntilStoredAsync(Undisturbed, sink);
            Assert.Equal(0, await sink.StopAsync());
            _expected = await QueryAsync<string>(Undisturbed, SinkLoad.Checksum);
        }

        public async ValueTask DisposeAsync()
        {
            await Broker.DisposeAsync();
            await Postgres.DisposeAsync();
        }

        internal async Task<string> NewDatabaseAsync(string name)
        {
            await using var migrated = await SinkDatabase.CreateAsync(Postgres, name);
            return migrated.ConnectionString;
        }

        internal SinkProcess Start(string database) => SinkProcess.Start(Broker.BootstrapServers, database);

        /// <summary>Stores the rest, with a new sink where none is given, and compares.</summary>
        internal async Task FinishAsync(string database, SinkProcess? sink = null)
        {
            await using var own = sink is null ? Start(database) : null;
            await WaitUntilStoredAsync(database, sink ?? own!);
            Assert.Equal(_expected, await QueryAsync<string>(database, SinkLoad.Checksum));
        }

        /// <summary>Waits until so many records are stored.</summary>
        internal Task WaitAsync(string database, long records, SinkProcess sink) =>
            WaitAsync(database, $"select coalesce(sum(next), 0) >= {records} from ops.sink_offsets", sink);

        private Task WaitUntilStoredAsync(string database, SinkProcess sink) => WaitAsync(database,
            $"""
            select coalesce(sum(next) filter (where topic = 'roads.detectors.clean'), 0) = {SinkLoad.Readings}
               and coalesce(sum(next) filter (where topic = 'roads.detectors.1h.windows'), 0) = {SinkLoad.Windows}
               and (select count(*) from ops.dead_letters) >= 503 and (select count(*) from roads.metadata) = 4
            from ops.sink_offsets
            """, sink);

        private static async Task WaitAsync(string database, string condition, SinkProcess sink)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                while (!await QueryAsync<bool>(database, condition))
                {
                    Assert.False(sink.HasExited, $"the sink ended:\n{sink.Output}");
                    await Task.Delay(20, patience.Token);
                }
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                Assert.Fail($"not within {Patience}: {condition}\n{sink.Output}");
            }
        }

        private static async Task<T> QueryAsync<T>(string database, string sql)
        {
            await using var source = Npgsql.NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand(sql);
            return (T)(await command.ExecuteScalarAsync())!;
        }
    }
}
