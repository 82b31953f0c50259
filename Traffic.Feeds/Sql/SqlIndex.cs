namespace Traffic.Feeds.Sql;

/// <summary>An index: quoted columns with their direction, e.g. <c>"road", "timestamp" desc</c>.</summary>
public sealed record SqlIndex(string Name, string Columns);
