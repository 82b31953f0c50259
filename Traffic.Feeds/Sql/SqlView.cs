namespace Traffic.Feeds.Sql;

/// <summary>A view: <paramref name="Sql"/> is the whole statement that creates it.</summary>
public sealed record SqlView(SqlName Name, int Version, string Sql);
