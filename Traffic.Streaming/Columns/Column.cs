namespace Traffic.Streaming.Columns;

/// <summary>One field of a batch: typed values and their validity. Rows are appended in order; buffers are kept across batches.</summary>
public abstract class Column(string name)
{
    private bool[] _valid = new bool[256];

    public string Name => name;

    public int Count { get; private set; }

    public bool IsValid(int row) => _valid[row];

    /// <summary>Forgets the rows, keeps the buffers.</summary>
    public virtual void Clear() => Count = 0;

    /// <summary>Appends an absent value.</summary>
    public abstract void AppendNull();

    protected int Append(bool valid)
    {
        if (Count == _valid.Length)
        {
            Array.Resize(ref _valid, Count * 2);
        }

        _valid[Count] = valid;
        return Count++;
    }

    protected void SetValid(int row, bool valid) => _valid[row] = valid;
}
