using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Sink.Schema;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>A database of a test class, with the schema of this build where it is asked for.</summary>
internal sealed class SinkDatabase : IAsyncDisposable
{
    private SinkDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SinkDatabase> CreateAsync(EmbeddedPostgres server, string name, bool migrated = true)
    {
        var database = new SinkDatabase(await server.CreateDatabaseAsync(name));
        if (migrated)
            await database.MigrateAsync(new SqlCatalogue(FeedCatalogue.Default.Feeds));
        return database;
    }

    public Task MigrateAsync(SqlCatalogue catalogue) =>
        new SchemaMigrator(Source, catalogue, NullLogger<SchemaMigrator>.Instance).MigrateAsync(Cancel);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    public async Task<List<object[]>> RowsAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        List<object[]> rows = [];
        while (await reader.ReadAsync(Cancel))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
