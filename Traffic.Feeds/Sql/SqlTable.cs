namespace Traffic.Feeds.Sql;

/// <summary>A table as its declaration wants it.</summary>
/// <param name="Name">Schema and name.</param>
/// <param name="Version">Version of the declaration.</param>
/// <param name="Columns">Columns in the order in which a new table has them.</param>
public sealed record SqlTable(SqlName Name, int Version, string Comment, IReadOnlyList<SqlColumn> Columns)
{
    /// <summary>Names of the columns that identify a row (nulls are equal to each other); empty: rows are only appended.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    public IReadOnlyList<SqlIndex> Indexes { get; init; } = [];
}
