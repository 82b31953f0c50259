namespace Traffic.Streaming.Columns;

/// <summary>A column of fixed-width values: long (also money and timestamps), double, bool, Guid.</summary>
public sealed class ValueColumn<T>(string name) : Column(name)
    where T : struct
{
    private T[] _values = new T[256];

    /// <summary>The values by row; default where invalid.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public T this[int row] => _values[row];

    public void Append(T value) => Append(value, true);

    public override void AppendNull() => Append(default, false);

    /// <summary>Overwrites a row, as derivations do; null makes it absent.</summary>
    public void Set(int row, T? value)
    {
        _values[row] = value.GetValueOrDefault();
        SetValid(row, value.HasValue);
    }

    private void Append(T value, bool valid)
    {
        var row = Append(valid);
        if (row == _values.Length)
        {
            Array.Resize(ref _values, row * 2);
        }

        _values[row] = value;
    }
}
