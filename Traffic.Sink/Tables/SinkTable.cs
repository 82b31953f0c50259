using Traffic.Feeds.Sql;

namespace Traffic.Sink.Tables;

/// <summary>
/// A table the sink writes, and the statements for it. Rows of a table without key are copied into it; rows of one with a key
/// are copied to a temporary table, from which they replace or delete what the table has under their keys.
/// </summary>
internal sealed class SinkTable
{
    private const string Deleted = "deleted";

    public SinkTable(SqlTable table)
    {
        Name = table.Name;
        KeyColumns = table.Key.Count;
        KeptColumns = table.Columns.Count(c => c.KeptWhenAbsent);
        if (KeyColumns == 0)
        {
            Columns = table.Columns;
            CopySql = Copy($"{Name}");
            return;
        }

        Columns =
        [
            .. table.Key.Select(k => table.Columns.First(c => c.Name == k)),
            .. table.Columns.Where(c => !table.Key.Contains(c.Name) && !c.KeptWhenAbsent),
            .. table.Columns.Where(c => c.KeptWhenAbsent),
            new SqlColumn(Deleted, SqlType.Boolean, true, "Whether the key is gone."),
        ];
        var stage = $"pg_temp.{SqlText.Quote(table.Name.Name)}";
        CopySql = Copy(stage);
        CreateStageSql = $"create temporary table {SqlText.Quote(table.Name.Name)} ({string.Join(", ", Columns.Select(c => $"{c.Quoted} {c.Type.Name()}"))}) on commit delete rows";
        var columns = string.Join(", ", table.Columns.Select(c => c.Quoted));
        var changes = table.Columns.Where(c => !table.Key.Contains(c.Name))
            .Select(c => $"{c.Quoted} = {(c.KeptWhenAbsent ? $"coalesce(excluded.{c.Quoted}, t.{c.Quoted})" : $"excluded.{c.Quoted}")}").ToList();
        UpsertSql = $"insert into {Name} as t ({columns}) select {columns} from {stage} where not {Deleted} on conflict ({SqlText.Quote(table.Key)}) "
            + (changes.Count == 0 ? "do nothing" : $"do update set {string.Join(", ", changes)}");
        DeleteSql = $"delete from {Name} t using {stage} s where s.{Deleted} and "
            + string.Join(" and ", table.Key.Select(k => $"t.{SqlText.Quote(k)} is not distinct from s.{SqlText.Quote(k)}"));
    }

    public SqlName Name { get; }

    /// <summary>Columns as they are copied: where there is a key, its columns come first, then what always changes, what may be kept, and the mark of a deletion.</summary>
    public IReadOnlyList<SqlColumn> Columns { get; }

    public int KeyColumns { get; }

    /// <summary>Columns before the last one that keep an older row's value where a newer one has none.</summary>
    public int KeptColumns { get; }

    public string CopySql { get; }

    /// <summary>Makes the temporary table of a connection; null where there is no key.</summary>
    public string? CreateStageSql { get; }

    public string? UpsertSql { get; }

    public string? DeleteSql { get; }

    private string Copy(string target) => $"copy {target} ({string.Join(", ", Columns.Select(c => c.Quoted))}) from stdin (format binary)";
}
