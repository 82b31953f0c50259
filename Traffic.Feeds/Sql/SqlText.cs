namespace Traffic.Feeds.Sql;

/// <summary>Quoting of names and texts in statements.</summary>
public static class SqlText
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
