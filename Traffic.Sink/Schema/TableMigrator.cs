using Traffic.Feeds.Sql;

namespace Traffic.Sink.Schema;

/// <summary>Makes tables and views what their declarations say: creates them, adds optional columns, refuses everything else.</summary>
internal sealed class TableMigrator(SchemaSession server)
{
    /// <returns>What was done, or null where nothing had to be.</returns>
    /// <exception cref="SchemaException">The table differs in a way that cannot be carried over.</exception>
    public async Task<string?> MigrateAsync(SqlTable table, CancellationToken cancellationToken)
    {
        var existing = await ColumnsAsync(table, cancellationToken);
        var key = string.Join(", ", table.Key);
        if (existing.Count == 0)
        {
            await server.ExecuteAsync(Ddl.Create(table), cancellationToken);
            await RegisterAsync(table.Name, table.Version, key, cancellationToken);
            return "created";
        }

        if (await FindAsync(table.Name, cancellationToken) is not var (version, definition))
            throw new SchemaException($"{table.Name.Plain} exists but is not ours: drop or rename it");
        if (version > table.Version)
            throw new SchemaException($"{table.Name.Plain} has version {version}, this build declares {table.Version}: run the newer build");
        var added = TableDifference.Added(table, existing, definition);
        foreach (var column in added)
            await server.ExecuteAsync(Ddl.AddColumn(table, column), cancellationToken);
        if (added.Count == 0 && version == table.Version)
            return null;
        await server.ExecuteAsync(Ddl.Comments(table), cancellationToken);
        await RegisterAsync(table.Name, table.Version, key, cancellationToken);
        return added.Count == 0 ? $"version {table.Version}" : $"version {table.Version}, added {string.Join(", ", added.Select(c => c.Name))}";
    }

    /// <inheritdoc cref="MigrateAsync(SqlTable, CancellationToken)"/>
    public async Task<string?> MigrateAsync(SqlView view, CancellationToken cancellationToken)
    {
        var found = await FindAsync(view.Name, cancellationToken);
        if (found is var (version, definition) && definition == view.Sql && version == view.Version)
            return null;
        await server.ExecuteAsync($"drop view if exists {view.Name}; {view.Sql}", cancellationToken);
        await RegisterAsync(view.Name, view.Version, view.Sql, cancellationToken);
        return found is null ? "created" : $"version {view.Version}";
    }

    private Task<List<ExistingColumn>> ColumnsAsync(SqlTable table, CancellationToken cancellationToken) => server.ListAsync(
        """
        select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum
        """, r => new ExistingColumn(r.GetString(0), r.GetString(1), r.GetBoolean(2)), cancellationToken, table.Name.ToString());

    private async Task<(int Version, string Definition)?> FindAsync(SqlName name, CancellationToken cancellationToken)
    {
        var rows = await server.ListAsync("select version, definition from ops.tables where name = $1",
            r => (r.GetInt32(0), r.GetString(1)), cancellationToken, name.Plain);
        return rows.Count == 0 ? null : rows[0];
    }

    private Task RegisterAsync(SqlName name, int version, string definition, CancellationToken cancellationToken) => server.ExecuteAsync(
        """
        insert into ops.tables (name, version, definition) values ($1, $2, $3)
        on conflict (name) do update set version = excluded.version, definition = excluded.definition, changed_at = now()
        """, cancellationToken, name.Plain, version, definition);
}
