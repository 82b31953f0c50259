using Traffic.Sink.Tables;

namespace Traffic.Sink.Rows;

/// <summary>
/// The rows of one table in a batch, ready to be copied. Where the table has a key, whose columns come first in each row, a later
/// row takes the place of an earlier one with the same key.
/// </summary>
internal sealed class RowBuffer : IEqualityComparer<int>
{
    // Length and value of a boolean.
    private const int DeletionLength = sizeof(int) + 1;

    private readonly int _columns;
    private readonly bool _keyed;
    private readonly int _keptWhenEmpty;
    private readonly CopyBuffer _bytes = new();
    private readonly List<Row> _rows = [];
    private readonly HashSet<int> _newest;
    private int _start;

    public RowBuffer(SinkTable table)
    {
        _columns = table.Columns.Count;
        _keyed = table.KeyColumns > 0;
        _keptWhenEmpty = table.KeptColumns * sizeof(int);
        _newest = new HashSet<int>(this);
    }

    /// <summary>Rows that will be copied.</summary>
    public int Count { get; private set; }

    /// <summary>All rows, dropped ones too: the bound of row numbers.</summary>
    public int Rows => _rows.Count;

    /// <summary>Whether a row says that its key is gone.</summary>
    public bool HasDeletions { get; private set; }

    public CopyBuffer Start()
    {
        _start = _bytes.Length;
        _bytes.StartRow(_columns);
        return _bytes;
    }

    /// <summary>Closes the row; where the table has a key, the mark of a deletion is added to it.</summary>
    /// <param name="source">Number of the record it was made of.</param>
    /// <param name="keyLength">Bytes of the key columns at the front, 0 where there is no key.</param>
    /// <param name="keptLength">Bytes of the columns at the end that an older row may fill.</param>
    public void End(int source, int keyLength, int keptLength, bool deletion)
    {
        var row = _rows.Count;
        Count++;
        HasDeletions |= deletion;
        _rows.Add(new Row(_start, _bytes.Length, keyLength, keptLength, source));
        if (!_keyed)
            return;
        if (_newest.TryGetValue(row, out var older))
        {
            _newest.Remove(older);
            Drop(older);
            if (!deletion && keptLength == _keptWhenEmpty)
                TakeKept(older, ref keptLength);
        }

        _bytes.Boolean(deletion);
        _rows[row] = new Row(_start, _bytes.Length, keyLength, keptLength, source);
        _newest.Add(row);
    }

    /// <summary>Leaves a row out.</summary>
    public void Drop(int row)
    {
        _rows[row] = _rows[row] with { Dropped = true };
        Count--;
    }

    public bool IsDropped(int row) => _rows[row].Dropped;

    public int SourceOf(int row) => _rows[row].Source;

    /// <summary>The rows from one number to before another, in as few pieces as possible, without the dropped ones.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces(int from, int to)
    {
        for (var row = from; row < to;)
        {
            if (_rows[row].Dropped)
            {
                row++;
                continue;
            }

            var first = row;
            while (row < to && !_rows[row].Dropped)
                row++;
            yield return _bytes.Memory(_rows[first].Start, _rows[row - 1].End);
        }
    }

    public void Clear()
    {
        _bytes.Truncate(0);
        _rows.Clear();
        _newest.Clear();
        Count = 0;
        HasDeletions = false;
    }

    /// <summary>Fills what the row at the end has no values for with the older row's.</summary>
    private void TakeKept(int older, ref int keptLength)
    {
        var end = _rows[older].End - DeletionLength;
        _bytes.Truncate(_bytes.Length - keptLength);
        keptLength = _rows[older].KeptLength;
        _bytes.AppendOwn(end - keptLength, end);
    }

    bool IEqualityComparer<int>.Equals(int x, int y) => KeyOf(x).SequenceEqual(KeyOf(y));

    int IEqualityComparer<int>.GetHashCode(int row)
    {
        HashCode hash = default;
        hash.AddBytes(KeyOf(row));
        return hash.ToHashCode();
    }

    private ReadOnlySpan<byte> KeyOf(int row)
    {
        var start = _rows[row].Start + sizeof(short);
        return _bytes[start..(start + _rows[row].KeyLength)];
    }

    private readonly record struct Row(int Start, int End, int KeyLength, int KeptLength, int Source, bool Dropped = false);
}
