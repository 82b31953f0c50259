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

    /// <summary>Overwrites the last row.</summary>
    public void SetLast(ReadOnlySpan<byte> utf8)
    {
        var row = Count - 1;
        var start = row == 0 ? 0 : _ends[row - 1];
        Reserve(start, utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(start));
        _ends[row] = start + utf8.Length;
        SetValid(row, true);
    }

    /// <summary>Makes the last row absent again.</summary>
    public void ResetLast()
    {
        SetLast(default);
        SetValid(Count - 1, false);
    }

    /// <summary>Replaces a byte in the last row.</summary>
    public void ReplaceInLast(byte value, byte by)
    {
        var start = Count == 1 ? 0 : _ends[Count - 2];
        _bytes.AsSpan(start, End - start).Replace(value, by);
    }

    public override void AppendNull()
    {
        var end = End;
        Close(Append(false), end);
    }

    private int End => Count == 0 ? 0 : _ends[Count - 1];

    private void Reserve(int start, int length)
    {
        if (start + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + length));
        }
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
