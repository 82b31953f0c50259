using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Sink.Schema;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Postgres.Api;

/// <summary>A database with the schema, filled with what the engine makes of raw records.</summary>
internal sealed class ApiDatabase(string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(connectionString);

    public static async Task<ApiDatabase> CreateAsync(EmbeddedPostgres postgres, string name, FeedCatalogue? feeds = null)
    {
        var database = new ApiDatabase(await postgres.CreateDatabaseAsync(name));
        var migrator = new SchemaMigrator(database.Source, new SqlCatalogue((feeds ?? FeedCatalogue.Default).Feeds), NullLogger<SchemaMigrator>.Instance);
        await migrator.MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Stores the clean records and the last record of each window.</summary>
    public async Task StoreAsync(StreamDeclaration stream, TestDriver driver)
    {
        Assert.Empty(driver.DeadLetters);
        var clean = driver.Clean.Select(c => Json(c.Value, ("run", c.Run ?? "live")));
        await InsertAsync(StreamTables.CleanName(stream), clean);
        var window = stream.Windows.Single();
        var binary = new WindowSchema(stream, window).Columns.Where(c => c.Type == WindowColumnType.Binary).Select(c => c.Name).ToList();
        await InsertAsync(WindowTables.PartsName(stream, window), driver.LastWindows().Values.Select(w => Hex(w, binary)));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static JsonObject Json(string value, (string Name, string Value) also)
    {
        var json = JsonNode.Parse(value)!.AsObject();
        json[also.Name] = also.Value;
        return json;
    }

    /// <summary>Bytes as PostgreSQL writes them.</summary>
    private static JsonObject Hex(JsonElement window, List<string> binary)
    {
        var json = JsonNode.Parse(window.GetRawText())!.AsObject();
        foreach (var name in binary.Where(json.ContainsKey))
        {
            json[name] = $"\\x{Convert.ToHexString(Convert.FromBase64String(json[name]!.GetValue<string>()))}";
        }

        return json;
    }

    private async Task InsertAsync(SqlName table, IEnumerable<JsonObject> rows)
    {
        await using var command = Source.CreateCommand($"insert into {table} select * from jsonb_populate_recordset(null::{table}, $1::jsonb)");
        command.Parameters.Add(new NpgsqlParameter { Value = new JsonArray([.. rows]).ToJsonString() });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
