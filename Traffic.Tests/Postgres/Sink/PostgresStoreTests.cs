using Confluent.Kafka;
using Npgsql;

namespace Traffic.Tests.Postgres.Sink;

public sealed class PostgresStoreTests(MigratedDatabase fixture) : IClassFixture<MigratedDatabase>, IAsyncLifetime
{
    private static readonly TopicPartition Partition = new(TestStore.Detectors, 0);
    private readonly SinkDatabase _database = fixture.Database;
    private readonly TestStore _store = new(fixture.Database);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        await _store.Store.ReadPositionsAsync([Partition, new(TestStore.Windows, 0)], Cancel);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Write_Batch_StoresRowsAndPosition()
    {
        Assert.True(await _store.Store.WriteAsync(_store.Readings(0, 10), Cancel));
        Assert.True(await _store.Store.WriteAsync(_store.Readings(10, 15), Cancel));
        Assert.Equal(15, (await _store.Store.ReadPositionsAsync([Partition], Cancel))[Partition]);
        Assert.Equal(15L, await _database.ScalarAsync<long>("select count(distinct detector_id) from roads.detectors"));
    }

    [Fact]
    public async Task Write_SameBatchTwice_IsStoredOnce()
    {
        Assert.True(await _store.Store.WriteAsync(_store.Readings(0, 10), Cancel));
        Assert.False(await _store.Store.WriteAsync(_store.Readings(0, 10), Cancel));
        Assert.Equal(10L, await _database.ScalarAsync<long>("select count(*) from roads.detectors"));
    }

    [Fact]
    public async Task Write_OnePositionOfTwoMoved_StoresNothing()
    {
        Assert.True(await _store.Store.WriteAsync(_store.Readings(0, 10), Cancel));
        var batch = _store.Readings(0, 5);
        _store.Add(batch, TestStore.Windows, 0, null, """["2012-03-01T08:00:00Z","d","live"]""");
        Assert.False(await _store.Store.WriteAsync(batch, Cancel));
        Assert.Equal(0, (await _store.Store.ReadPositionsAsync([new(TestStore.Windows, 0)], Cancel)).Values.Single());
    }

    [Fact]
    public async Task Write_TwoSinksRace_EveryRowIsStoredOnce()
    {
        const int Batches = 40;
        await using var other = new TestStore(_database);
        var wins = await Task.WhenAll(Race(_store), Race(other));
        Assert.Equal(Batches, wins.Sum());
        Assert.Equal(Batches * 5L, await _database.ScalarAsync<long>("select count(*) from roads.detectors"));
        Assert.Equal(Batches * 5L, await _database.ScalarAsync<long>("select count(distinct detector_id) from roads.detectors"));

        async Task<int> Race(TestStore sink)
        {
            var won = 0;
            for (var i = 0; i < Batches; i++)
                won += await sink.Store.WriteAsync(sink.Readings(i * 5, (i * 5) + 5), Cancel) ? 1 : 0;
            return won;
        }
    }

    [Fact]
    public async Task Write_Windows_ReplaceAndKeepSketches()
    {
        await WriteWindowsAsync(0, Window(1, "provisional", "AQID"));
        await WriteWindowsAsync(1, Window(2, "provisional", null));
        Assert.Equal([2L, "provisional", new byte[] { 1, 2, 3 }],
            Assert.Single(await _database.RowsAsync("select count, status, speed_kmh_sketch from roads.detectors_1h_parts")));
        await WriteWindowsAsync(2, Window(3, "provisional", null), Window(4, "final", "BAUG"));
        Assert.Equal([4L, "final", new byte[] { 4, 5, 6 }],
            Assert.Single(await _database.RowsAsync("select count, status, speed_kmh_sketch from roads.detectors_1h_parts")));
    }

    [Fact]
    public async Task Write_Tombstone_DeletesTheRow()
    {
        await WriteWindowsAsync(0, Window(1, "final", null));
        await WriteWindowsAsync(1, (string?)null);
        Assert.Equal(0L, await _database.ScalarAsync<long>("select count(*) from roads.detectors_1h_parts"));
        await WriteWindowsAsync(2, null, Window(5, "final", null));
        Assert.Equal(5L, await _database.ScalarAsync<long>("select count from roads.detectors_1h_parts"));
    }

    [Fact]
    public async Task Write_WindowWithoutGroup_ReplacesItsRow()
    {
        const string Key = """["2012-03-01T08:00:00Z",null,"live"]""";
        for (var i = 0; i < 2; i++)
        {
            var batch = _store.NewBatch();
            Assert.Null(_store.Add(batch, TestStore.Windows, i, Window(i, "final", null).Replace("\"d\"", "null", StringComparison.Ordinal), Key, position: i));
            Assert.True(await _store.Store.WriteAsync(batch, Cancel));
        }

        Assert.Equal(1L, await _database.ScalarAsync<long>("select count from roads.detectors_1h_parts"));
    }

    [Fact]
    public async Task Try_RowTheDatabaseRefuses_SaysWhyAndStoresNothing()
    {
        await _database.ExecuteAsync("alter table roads.detectors add constraint small check (detector_id <> 'd3')");
        await using var drop = new Undo(() => _database.ExecuteAsync("alter table roads.detectors drop constraint small"));
        var batch = _store.Readings(0, 5);
        var error = await Assert.ThrowsAsync<PostgresException>(() => _store.Store.WriteAsync(batch, Cancel));
        Assert.Equal(PostgresErrorCodes.CheckViolation, error.SqlState);
        var table = _store.Routing[TestStore.Detectors].Table;
        Assert.Contains("small", await _store.Store.TryAsync(batch, table, 3, 4, Cancel), StringComparison.Ordinal);
        Assert.Null(await _store.Store.TryAsync(batch, table, 0, 3, Cancel));
        Assert.Equal(0L, await _database.ScalarAsync<long>("select count(*) from roads.detectors"));
    }

    private async Task WriteWindowsAsync(long offset, params string?[] windows)
    {
        var batch = _store.NewBatch();
        for (var i = 0; i < windows.Length; i++)
            Assert.Null(_store.Add(batch, TestStore.Windows, offset + i, windows[i], """["2012-03-01T08:00:00Z","d","live"]""", position: offset));
        Assert.True(await _store.Store.WriteAsync(batch, Cancel));
    }

    private static string Window(int count, string status, string? sketch) => $$"""
        {"window_start":"2012-03-01T08:00:00Z","window_end":"2012-03-01T09:00:00Z","detector_id":"d","part":"live","count":{{count}},
        "flow_n":0,"speed_kmh_n":0,{{(sketch is null ? "" : $"\"speed_kmh_sketch\":\"{sketch}\",")}}"status":"{{status}}","revision":1,"flags":[]}
        """;
}
