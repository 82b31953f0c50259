namespace Traffic.Feeds.Sql;

/// <summary>A name in a schema. As text it is quoted, ready to stand in a statement.</summary>
public readonly record struct SqlName(string Schema, string Name)
{
    /// <summary><c>roads.passages</c>, for people.</summary>
    public string Plain => $"{Schema}.{Name}";

    public override string ToString() => $"{SqlText.Quote(Schema)}.{SqlText.Quote(Name)}";
}
