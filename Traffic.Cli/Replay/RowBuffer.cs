using Traffic.Feeds.Replay;

namespace Traffic.Cli.Replay;

/// <summary>Copies of rows in one buffer.</summary>
internal sealed class RowBuffer
{
    private readonly List<(long Time, int Order, long Line, Guid? EventId, int Start, int Length)> _rows = [];
    private byte[] _bytes = new byte[64 * 1024];

    public int Bytes { get; private set; }

    public void Add(in ReplayRow row)
    {
        if (Bytes + row.Bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Bytes + row.Bytes.Length));
        }

        row.Bytes.CopyTo(_bytes.AsMemory(Bytes));
        _rows.Add((row.EventTime, _rows.Count, row.Line, row.EventId, Bytes, row.Bytes.Length));
        Bytes += row.Bytes.Length;
    }

    public void Clear()
    {
        _rows.Clear();
        Bytes = 0;
    }

    /// <summary>The rows by event time, equal times in the order in which they came.</summary>
    public IEnumerable<ReplayRow> Sorted()
    {
        _rows.Sort((a, b) => a.Time == b.Time ? a.Order.CompareTo(b.Order) : a.Time.CompareTo(b.Time));
        foreach (var (time, _, line, id, start, length) in _rows)
        {
            yield return new ReplayRow(line, time, _bytes.AsMemory(start, length), id);
        }
    }
}
