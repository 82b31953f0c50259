namespace Traffic.Streaming.Columns;

/// <summary>A column of UTF-8 text: one byte buffer and end offsets.</summary>
public sealed class TextColumn(string name) : Column(name)
{
    private byte[] _bytes = new byte[4096];
    private int[] _ends = new int[256];

    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : _ends[row - 1];
            return _bytes.AsSpan(start, _ends[row] - start);
        }
    }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        var end = Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(end));
        Close(Append(true), end + utf8.Length);
    }

    public override void AppendNull() => Close(Append(false), End);

    private int End => Count == 0 ? 0 : _ends[Count - 1];

    private int Reserve(int length)
    {
        var end = End;
        if (end + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, end + length));
        }

        return end;
    }

    private void Close(int row, int end)
    {
        if (row == _ends.Length)
        {
            Array.Resize(ref _ends, row * 2);
        }

        _ends[row] = end;
    }
}
