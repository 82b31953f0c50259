using System.Collections.Frozen;

namespace Traffic.Streaming.References;

/// <summary>One reference table: rows found by the UTF-8 text of their key fields joined by '|', without allocation.</summary>
public sealed class ReferenceTable(string name, string version, IEnumerable<ReferenceRow> rows)
{
    private readonly FrozenDictionary<string, ReferenceRow> _rows = rows.ToFrozenDictionary(r => r.Key, StringComparer.Ordinal);

    public string Name => name;

    /// <summary>Hash of the rows: changes exactly when they do.</summary>
    public string Version => version;

    public IReadOnlyCollection<ReferenceRow> Rows => _rows.Values;

    public static ReferenceTable Empty(string name) => new(name, "", []);

    /// <summary>The row with that key, or null. Keys longer than 512 characters are not found.</summary>
    public ReferenceRow? Find(ReadOnlySpan<char> key) =>
        _rows.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var row) ? row : null;
}
