using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Columns;

/// <summary>The parsed form of a poll: one typed column per declared field, and the verdict on each row so far.</summary>
public sealed class RecordBatch
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _index;
    private Rejection?[] _rejections = new Rejection?[256];
    private long[] _laterBy = new long[256];

    public RecordBatch(StreamDeclaration stream)
    {
        Stream = stream;
        _columns = [.. stream.Fields.Select(Create)];
        _index = _columns.Select((c, i) => (c.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);
    }

    public StreamDeclaration Stream { get; }

    /// <summary>Rows in the batch; every column has as many.</summary>
    public int Count { get; private set; }

    /// <summary>Columns in the order of <see cref="StreamDeclaration.Fields"/>.</summary>
    public ReadOnlySpan<Column> Columns => _columns;

    public Column this[int index] => _columns[index];

    public int IndexOf(string field) => _index[field];

    public TextColumn Text(string field) => (TextColumn)_columns[_index[field]];

    /// <summary>Long, money and timestamp (µs UTC) fields.</summary>
    public ValueColumn<long> Long(string field) => (ValueColumn<long>)_columns[_index[field]];

    public ValueColumn<double> Double(string field) => (ValueColumn<double>)_columns[_index[field]];

    public ValueColumn<bool> Bool(string field) => (ValueColumn<bool>)_columns[_index[field]];

    public ValueColumn<Guid> Uuid(string field) => (ValueColumn<Guid>)_columns[_index[field]];

    public void Clear()
    {
        Array.Clear(_rejections, 0, Count);
        Count = 0;
        foreach (var column in _columns)
        {
            column.Clear();
        }
    }

    /// <summary>Appends a row of absent values and returns its number.</summary>
    public int AppendRow()
    {
        if (Count == _rejections.Length)
        {
            Array.Resize(ref _rejections, Count * 2);
            Array.Resize(ref _laterBy, Count * 2);
        }

        foreach (var column in _columns)
        {
            column.AppendNull();
        }

        _rejections[Count] = null;
        _laterBy[Count] = 0;
        return Count++;
    }

    /// <summary>Why the row is no good; derivations leave such rows alone.</summary>
    public Rejection? RejectionOf(int row) => _rejections[row];

    /// <summary>Makes a row a dead letter; the first verdict stands.</summary>
    public void Reject(int row, Rejection rejection) => _rejections[row] ??= rejection;

    /// <summary>
    /// Above 0 where the event time is a local time that the clock showed twice: the column holds the first occurrence, the second
    /// is that many µs later. The lane's watermark decides between them.
    /// </summary>
    public long LaterBy(int row) => _laterBy[row];

    public void SetLaterBy(int row, long micros) => _laterBy[row] = micros;

    private static Column Create(Field field) => field.Type switch
    {
        FieldType.String => new TextColumn(field.Name),
        FieldType.Double => new ValueColumn<double>(field.Name),
        FieldType.Bool => new ValueColumn<bool>(field.Name),
        FieldType.Uuid => new ValueColumn<Guid>(field.Name),
        _ => new ValueColumn<long>(field.Name),
    };
}
