using System.Collections.Frozen;

namespace Traffic.Streaming.References;

/// <summary>An immutable snapshot of the reference tables of one feed, by name.</summary>
public sealed class ReferenceTables(IEnumerable<ReferenceTable> tables)
{
    private readonly FrozenDictionary<string, ReferenceTable> _tables = tables.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static ReferenceTables Empty { get; } = new([]);

    /// <summary>The table, or an empty one: a stream is processed without its reference, it only derives less.</summary>
    public ReferenceTable this[string name] => _tables.TryGetValue(name, out var table) ? table : ReferenceTable.Empty(name);
}
