using Traffic.Sink.Tables;

namespace Traffic.Sink.Rows;

/// <summary>Records of which the newest by key counts and a tombstone deletes: window results and rows of reference data.</summary>
/// <param name="table">Its columns: key first, then the others, and last whether the row is a deletion.</param>
/// <param name="readKey">Reads a message key into the key columns.</param>
internal sealed class KeyedDecoder(SinkTable table, KeyReader readKey) : IRowDecoder
{
    private readonly JsonRow _row = new([.. table.Columns.SkipLast(1)]);

    public Refusal? Decode(in SinkRecord record, RowBuffer rows)
    {
        var deletion = !record.HasValue || record.Value.IsEmpty;
        if ((deletion ? readKey(_row, record.Key) : _row.Read(record.Value)) is { } refusal)
            return refusal;
        if (!deletion && _row.FindMissing() is { } missing)
            return missing;
        _row.AddTo(rows, record.Source, table.KeyColumns, table.KeptColumns, deletion);
        return null;
    }
}
