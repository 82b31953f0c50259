using System.Text;

namespace Traffic.Feeds.Sql;

/// <summary>Statements that make a table what its declaration says.</summary>
public static class Ddl
{
    /// <summary>Creates a table that does not exist yet, with its key, indexes and comments.</summary>
    public static string Create(SqlTable table)
    {
        var sql = new StringBuilder();
        sql.Append($"create table {table.Name} (\n");
        sql.AppendJoin(",\n", table.Columns.Select(c => $"    {Definition(c)}"));
        if (table.Key.Count > 0)
        {
            sql.Append($",\n    constraint {SqlText.Quote($"{table.Name.Name}_key")} {KeyKind(table)} ({SqlText.Quote(table.Key)})");
        }

        sql.Append("\n);\n");
        foreach (var index in table.Indexes)
        {
            sql.Append($"create index {SqlText.Quote(index.Name)} on {table.Name} ({index.Columns});\n");
        }

        return sql.Append(Comments(table)).ToString();
    }

    /// <summary>Adds a column that came with a newer declaration; rows from before hold null.</summary>
    public static string AddColumn(SqlTable table, SqlColumn column) => $"alter table {table.Name} add column {Definition(column)};\n";

    public static string Comments(SqlTable table)
    {
        var sql = new StringBuilder();
        sql.Append($"comment on table {table.Name} is {SqlText.Literal(table.Comment)};\n");
        foreach (var column in table.Columns)
        {
            sql.Append($"comment on column {table.Name}.{column.Quoted} is {SqlText.Literal(column.Comment)};\n");
        }

        return sql.ToString();
    }

    /// <summary>A primary key cannot hold nulls, and optional fields can group windows.</summary>
    private static string KeyKind(SqlTable table) =>
        table.Columns.Any(c => !c.NotNull && table.Key.Contains(c.Name)) ? "unique nulls not distinct" : "primary key";

    private static string Definition(SqlColumn column) => $"{column.Quoted} {column.Type.Name()}{(column.NotNull ? " not null" : "")}";
}
