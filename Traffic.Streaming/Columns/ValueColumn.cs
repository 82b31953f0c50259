namespace Traffic.Streaming.Columns;

/// <summary>A column of fixed-width values: long (also money and timestamps), double, bool, Guid.</summary>
public sealed class ValueColumn<T>(string name) : Column(name)
    where T : struct
{
    private T[] _values = new T[256];

    /// <summary>The value of a row; default where invalid.</summary>
    public T this[int row] => _values[row];

    public override void AppendNull()
    {
        var row = Append(false);
        if (row == _values.Length)
        {
            Array.Resize(ref _values, row * 2);
        }

        _values[row] = default;
    }

    /// <summary>Overwrites a row, as derivations do; null makes it absent.</summary>
    public void Set(int row, T? value)
    {
        _values[row] = value.GetValueOrDefault();
        SetValid(row, value.HasValue);
    }
}
