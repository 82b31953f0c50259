using Npgsql;
using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Sink.Schema;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Postgres.Sink;

public sealed class SchemaMigratorTests(EmbeddedPostgres server)
{
    private const string Everything = """
        select table_schema, table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema in ('ops', 'roads')
        union all select schemaname, indexname, indexdef, null, null from pg_indexes where schemaname in ('ops', 'roads')
        union all select name, version::text, definition, changed_at::text, null from ops.tables
        union all select name, id::text, applied_at::text, null, null from ops.migrations
        order by 1, 2, 3
        """;

    private static readonly FeedDeclaration Roads = FeedCatalogue.Default.Find("roads")!;
    private static readonly SqlCatalogue Declared = new([Roads]);

    [Fact]
    public async Task Migrate_Twice_ChangesNothing()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "migrate_twice");
        var before = await database.RowsAsync(Everything);
        await database.MigrateAsync(Declared);
        Assert.Equal(before, await database.RowsAsync(Everything));
        Assert.Equal(Migration.All.Count, await database.ScalarAsync<long>("select count(*) from ops.migrations"));
        Assert.Null(await new SchemaCheck(database.Source, Declared).FindDifferenceAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Migrate_SeveralAtOnce_AllSucceed()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "migrate_at_once", migrated: false);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.MigrateAsync(Declared)));
        Assert.Equal(Declared.Tables.Count + Declared.Views.Count, await database.ScalarAsync<long>("select count(*) from ops.tables"));
    }

    [Fact]
    public async Task Migrate_OptionalFieldAdded_AddsTheColumnAndKeepsTheRows()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "migrate_additive");
        await database.ExecuteAsync("insert into roads.detectors (detector_id, timestamp, interval_s, run) values ('d', now(), 300, 'live')");
        var changed = Changed(s => s with
        {
            Version = 2,
            Fields = [.. s.Fields, new Field("colour", FieldType.String) { Description = "Colour." }],
        });
        await database.MigrateAsync(changed);
        Assert.Equal(["d", DBNull.Value], Assert.Single(await database.RowsAsync("select detector_id, colour from roads.detectors")));
        Assert.Equal(2, await database.ScalarAsync<int>("select version from ops.tables where name = 'roads.detectors'"));
        Assert.Equal("Colour.", await database.ScalarAsync<string>("select col_description('roads.detectors'::regclass, ordinal_position) from information_schema.columns where table_name = 'detectors' and column_name = 'colour'"));
        Assert.Null(await new SchemaCheck(database.Source, changed).FindDifferenceAsync(TestContext.Current.CancellationToken));
        Assert.Contains("roads.detectors has version 2", await new SchemaCheck(database.Source, Declared).FindDifferenceAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_AggregateAdded_MakesTheViewAnew()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "migrate_view");
        await database.MigrateAsync(Changed(s => s with
        {
            Version = 2,
            Windows = [s.Windows[0] with { Aggregates = [.. s.Windows[0].Aggregates, new Aggregate.Max("occupancy_pct")] }],
        }));
        Assert.Empty(await database.RowsAsync("select occupancy_pct_max from roads.detectors_1h"));
    }

    [Fact]
    public async Task Migrate_ChangeThatIsNotAdditive_IsRefusedAndChangesNothing()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "migrate_refused");
        var before = await database.RowsAsync(Everything);
        var error = await Assert.ThrowsAsync<SchemaException>(() => database.MigrateAsync(Changed(s => s with
        {
            Version = 2,
            Fields = [.. s.Fields.Select(f => f.Name == "flow" ? f with { Type = FieldType.Double } : f), new Field("colour", FieldType.String) { Description = "Colour." }],
        })));
        Assert.Contains("roads.detectors: column flow is bigint in the database and double precision in the declaration", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await database.RowsAsync(Everything));
    }

    [Fact]
    public async Task Migrate_OlderBuild_IsRefused()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "migrate_older");
        await database.ExecuteAsync("update ops.tables set version = 7 where name = 'roads.passages'");
        var error = await Assert.ThrowsAsync<SchemaException>(() => database.MigrateAsync(Declared));
        Assert.Contains("roads.passages has version 7, this build declares", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindDifference_EmptyDatabase_SaysToRunInit()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "check_empty", migrated: false);
        Assert.Equal("the schema is missing: run init", await new SchemaCheck(database.Source, Declared).FindDifferenceAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reader_Role_ReadsAndCannotWrite()
    {
        await using var database = await SinkDatabase.CreateAsync(server, "reader_role");
        await database.ExecuteAsync("set role traffic_reader; select count(*) from roads.passages_1m; select count(*) from ops.dead_letters; reset role");
        var error = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("set role traffic_reader; delete from roads.passages"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    private static SqlCatalogue Changed(Func<StreamDeclaration, StreamDeclaration> change) =>
        new([Roads with { Streams = [.. Roads.Streams.Select(s => s.Name == "detectors" ? change(s) : s)] }]);
}
