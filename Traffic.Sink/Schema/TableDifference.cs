using Traffic.Feeds.Sql;

namespace Traffic.Sink.Schema;

/// <summary>What a declaration has that its table has not yet.</summary>
internal static class TableDifference
{
    /// <returns>The columns to add.</returns>
    /// <param name="key">The key columns the table was made with, joined by <c>", "</c>.</param>
    /// <exception cref="SchemaException">There is another difference: existing rows would no longer be what the declaration says.</exception>
    public static IReadOnlyList<SqlColumn> Added(SqlTable table, IReadOnlyList<ExistingColumn> existing, string key)
    {
        if (key != string.Join(", ", table.Key))
            throw Refused(table, $"its key is ({key}) in the database and ({string.Join(", ", table.Key)}) in the declaration");
        if (existing.FirstOrDefault(e => table.Columns.All(c => c.Name != e.Name)) is { } gone)
            throw Refused(table, $"column {gone.Name} is in the database but not in the declaration");
        List<SqlColumn> added = [];
        foreach (var column in table.Columns)
        {
            var found = existing.FirstOrDefault(e => e.Name == column.Name);
            if (found is null && column.NotNull)
                throw Refused(table, $"column {column.Name} is new and required, which rows from before cannot satisfy");
            if (found is null)
                added.Add(column);
            else if (found.Type != column.Type.Name() || found.NotNull != column.NotNull)
                throw Refused(table, $"column {column.Name} is {Describe(found)} in the database and {Describe(column)} in the declaration");
        }

        return added;
    }

    private static SchemaException Refused(SqlTable table, string what) =>
        new($"{table.Name.Plain}: {what}: only new optional columns are carried over; restore the declaration, or move the table away and reprocess");

    private static string Describe(ExistingColumn column) => column.NotNull ? $"{column.Type} not null" : column.Type;

    private static string Describe(SqlColumn column) => Describe(new ExistingColumn(column.Name, column.Type.Name(), column.NotNull));
}
