using Npgsql;
using Traffic.Feeds.Sql;

namespace Traffic.Sink.Schema;

/// <summary>Compares the schema in the database with the one of this build.</summary>
internal sealed class SchemaCheck(NpgsqlDataSource source, SqlCatalogue catalogue)
{
    /// <returns>Null where they agree, else one line with the first difference.</returns>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<string?> FindDifferenceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var server = new SchemaSession(connection);
        if (!await server.ScalarAsync<bool>("select to_regclass('ops.tables') is not null", cancellationToken))
            return "the schema is missing: run init";
        var applied = await server.ScalarAsync<int>("select coalesce(max(id), 0) from ops.migrations", cancellationToken);
        if (applied != Migration.All[^1].Id)
            return $"the database has migration {applied}, this build has {Migration.All[^1].Id}: run {(applied > Migration.All[^1].Id ? "the newer build" : "init")}";
        var versions = (await server.ListAsync("select name, version from ops.tables", r => (Name: r.GetString(0), Version: r.GetInt32(1)), cancellationToken))
            .ToDictionary(r => r.Name, r => r.Version, StringComparer.Ordinal);
        foreach (var table in catalogue.Tables)
        {
            if (!versions.TryGetValue(table.Name.Plain, out var version))
                return $"{table.Name.Plain} is missing: run init";
            if (version != table.Version)
                return $"{table.Name.Plain} has version {version}, this build declares {table.Version}: run {(version > table.Version ? "the newer build" : "init")}";
        }

        return null;
    }
}
