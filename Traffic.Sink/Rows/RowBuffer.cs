using System.Collections;

namespace Traffic.Sink.Rows;

/// <summary>
/// The rows of one table in a batch, ready to be copied. Where the table has a key, whose columns come first in each row, a later
/// row takes the place of an earlier one with the same key.
/// </summary>
internal sealed class RowBuffer : IEqualityComparer<int>
{
    private readonly int _columns;
    private readonly int _keyColumns;
    private readonly CopyBuffer _bytes = new();
    private readonly List<Row> _rows = [];
    private readonly BitArray _dropped = new(0);
    private readonly HashSet<int> _newest;
    private int _start;

    public RowBuffer(int columns, int keyColumns)
    {
        (_columns, _keyColumns) = (columns, keyColumns);
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

    /// <summary>Closes the row.</summary>
    /// <param name="source">Number of the record it was made of.</param>
    /// <param name="keyLength">Bytes of the key columns, 0 where there is no key.</param>
    public void End(int source, int keyLength, bool deletion)
    {
        var row = _rows.Count;
        _rows.Add(new Row(_start, _bytes.Length, keyLength, source));
        _dropped.Length = row + 1;
        Count++;
        HasDeletions |= deletion;
        if (_keyColumns == 0)
            return;
        if (_newest.TryGetValue(row, out var older))
        {
            _newest.Remove(older);
            Drop(older);
        }

        _newest.Add(row);
    }

    /// <summary>Leaves a row out.</summary>
    public void Drop(int row)
    {
        _dropped[row] = true;
        Count--;
    }

    public bool IsDropped(int row) => _dropped[row];

    public int SourceOf(int row) => _rows[row].Source;

    /// <summary>The rows from one number to before another, in as few pieces as possible, without the dropped ones.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces(int from, int to)
    {
        for (var row = from; row < to;)
        {
            if (_dropped[row])
            {
                row++;
                continue;
            }

            var first = row;
            while (row < to && !_dropped[row])
                row++;
            yield return _bytes.Memory(_rows[first].Start, _rows[row - 1].End);
        }
    }

    public void Clear()
    {
        _bytes.Truncate(0);
        _rows.Clear();
        _newest.Clear();
        _dropped.Length = 0;
        Count = 0;
        HasDeletions = false;
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

    private readonly record struct Row(int Start, int End, int KeyLength, int Source);
}
