using Npgsql;
using Traffic.Feeds.Sql;

namespace Traffic.Sink.Schema;

/// <summary>Brings the database to the schema of this build. Safe to repeat and to run several times at once.</summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource source, SqlCatalogue catalogue, ILogger<SchemaMigrator> log)
{
    private const int OldestServer = 150000;

    // Any constant: whoever changes the schema holds this lock.
    private const long LockKey = 0x7472_6166_6669_63;

    /// <summary>Runs everything in one transaction: either all of it is there afterwards or nothing has changed.</summary>
    /// <exception cref="SchemaException">The server is too old, or a declaration changed in a way that cannot be carried over.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var server = new SchemaSession(connection);
        await CheckServerAsync(server, cancellationToken);
        await server.ExecuteAsync($"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        await server.ExecuteAsync(
            """
            create schema if not exists ops;
            create table if not exists ops.migrations (id integer primary key, name text not null, applied_at timestamptz not null default now());
            """, cancellationToken);
        await ApplyMigrationsAsync(server, cancellationToken);
        var tables = new TableMigrator(server);
        foreach (var schema in catalogue.Schemas)
            await server.ExecuteAsync($"create schema if not exists {SqlText.Quote(schema)}", cancellationToken);
        foreach (var table in catalogue.Tables)
            Log(table.Name.Plain, await tables.MigrateAsync(table, cancellationToken));
        foreach (var view in catalogue.Views)
            Log(view.Name.Plain, await tables.MigrateAsync(view, cancellationToken));
        foreach (var schema in catalogue.Schemas)
            await server.ExecuteAsync(Grant(SqlText.Quote(schema)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Grant(string schema) =>
        $"grant usage on schema {schema} to traffic_reader; grant select on all tables in schema {schema} to traffic_reader";

    private static async Task CheckServerAsync(SchemaSession server, CancellationToken cancellationToken)
    {
        var version = await server.ScalarAsync<int>("select current_setting('server_version_num')::int", cancellationToken);
        if (version < OldestServer)
            throw new SchemaException($"PostgreSQL {version / 10000} is too old: 15 or newer is needed");
    }

    private async Task ApplyMigrationsAsync(SchemaSession server, CancellationToken cancellationToken)
    {
        var applied = await server.ListAsync("select id from ops.migrations", r => r.GetInt32(0), cancellationToken);
        if (applied.Except(Migration.All.Select(m => m.Id)).Order().ToList() is [var unknown, ..])
            throw new SchemaException($"the database has migration {unknown}, which this build does not know: run the newer build");
        foreach (var migration in Migration.All.ExceptBy(applied, m => m.Id))
        {
            await server.ExecuteAsync(migration.Sql, cancellationToken);
            await server.ExecuteAsync("insert into ops.migrations (id, name) values ($1, $2)", cancellationToken, migration.Id, migration.Name);
            Log(migration.Name, "applied");
        }
    }

    private void Log(string name, string? what)
    {
        if (what is not null)
            LogChange(name, what);
    }

    [LoggerMessage(1, LogLevel.Information, "{Name}: {What}")]
    private partial void LogChange(string name, string what);
}
