using Traffic.Feeds.Sql;

namespace Traffic.Sink.Rows;

/// <summary>Records of which the newest by key counts and a tombstone deletes: window results and rows of reference data.</summary>
/// <param name="columns">Key columns first; the last one says whether the row is a deletion.</param>
/// <param name="readKey">Reads a message key into the key columns.</param>
internal sealed class KeyedDecoder(IReadOnlyList<SqlColumn> columns, int keyColumns, KeyReader readKey) : IRowDecoder
{
    private readonly JsonRow _row = new(columns);

    public Refusal? Decode(in SinkRecord record, RowBuffer rows)
    {
        var deletion = !record.HasValue || record.Value.IsEmpty;
        if ((deletion ? readKey(_row, record.Key) : _row.Read(record.Value)) is { } refusal)
            return refusal;
        _row.SetBoolean(columns.Count - 1, deletion);
        if (!deletion && _row.FindMissing() is { } missing)
            return missing;
        _row.AddTo(rows, record.Source, keyColumns, deletion);
        return null;
    }
}
