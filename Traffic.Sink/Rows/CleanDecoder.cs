using System.Text.Unicode;
using Traffic.Feeds.Sql;
using Traffic.Kafka;

namespace Traffic.Sink.Rows;

/// <summary>Clean records: the fields of the value, and the run from the header.</summary>
/// <param name="columns">Columns of the table; the last one is the run.</param>
internal sealed class CleanDecoder(IReadOnlyList<SqlColumn> columns) : IRowDecoder
{
    private readonly JsonRow _row = new(columns);

    public Refusal? Decode(in SinkRecord record, RowBuffer rows)
    {
        if (_row.Read(record.Value) is { } refusal)
            return refusal;
        var run = record.Header(HeaderNames.Run);
        if (!Utf8.IsValid(run) || run.Contains((byte)0))
            return new(StreamTables.Run, "the header is not a text");
        _row.SetText(columns.Count - 1, run.IsEmpty ? "live"u8 : run);
        if (_row.FindMissing() is { } missing)
            return missing;
        _row.AddTo(rows, record.Source);
        return null;
    }
}
