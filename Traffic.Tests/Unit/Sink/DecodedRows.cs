using System.Text;
using Confluent.Kafka;
using Traffic.Feeds.Sql;
using Traffic.Sink.Rows;
using Traffic.Sink.Tables;

namespace Traffic.Tests.Unit.Sink;

/// <summary>A decoder with the rows it made.</summary>
internal sealed class DecodedRows(SinkTable table, IRowDecoder decoder)
{
    private readonly RowBuffer _rows = new(table);
    private int _source;

    public RowBuffer Buffer => _rows;

    public List<object?[]> Rows => CopyReader.Read(_rows, table.Columns);

    public Refusal? Add(string? value, string? key = null, Headers? headers = null) =>
        AddBytes(value is null ? null : Encoding.UTF8.GetBytes(value), key is null ? null : Encoding.UTF8.GetBytes(key), headers);

    public Refusal? AddBytes(byte[]? value, byte[]? key = null, Headers? headers = null) => decoder.Decode(new SinkRecord
    {
        Topic = "topic",
        Partition = 3,
        Offset = 1000 + _source,
        Source = _source++,
        HasKey = key is not null,
        Key = key,
        HasValue = value is not null,
        Value = value,
        Headers = headers,
        Timestamp = 1_330_560_000_000_000,
    }, _rows);

    /// <summary>The only row, by column name.</summary>
    public object? this[string column]
    {
        get
        {
            var names = table.Columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i);
            return Assert.Single(Rows)[names[column]];
        }
    }

    public static DecodedRows OfClean(string stream)
    {
        var table = new SinkTable(StreamTables.Clean(Traffic.Feeds.FeedCatalogue.Default.Find("roads", stream)!));
        return new(table, new CleanDecoder(table.Columns));
    }

    public static DecodedRows OfWindows(string stream)
    {
        var declaration = Traffic.Feeds.FeedCatalogue.Default.Find("roads", stream)!;
        var table = new SinkTable(WindowTables.Parts(declaration, declaration.Windows[0]));
        return new(table, new KeyedDecoder(table, KeyReaders.JsonArray(table.KeyColumns)));
    }

    public static DecodedRows OfMetadata()
    {
        var table = new SinkTable(StreamTables.Reference(Traffic.Feeds.FeedCatalogue.Default.Find("roads")!.References[0]));
        return new(table, new KeyedDecoder(table, KeyReaders.Joined(table.KeyColumns)));
    }
}
