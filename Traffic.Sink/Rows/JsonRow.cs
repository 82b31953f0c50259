using System.Text.Json;
using Traffic.Feeds.Sql;

namespace Traffic.Sink.Rows;

/// <summary>
/// One row read from a flat JSON object: its values as fields, found by column whatever the order of the properties. Kept across
/// rows, so that nothing is allocated per row.
/// </summary>
internal sealed class JsonRow(IReadOnlyList<SqlColumn> columns)
{
    private readonly byte[][] _names = [.. columns.Select(c => System.Text.Encoding.UTF8.GetBytes(c.Name))];
    private readonly SqlType[] _types = [.. columns.Select(c => c.Type)];
    private readonly Cell[] _cells = new Cell[columns.Count];
    private readonly CopyBuffer _fields = new();

    /// <summary>Reads the properties of an object into the columns of the same names.</summary>
    public Refusal? Read(ReadOnlySpan<byte> json)
    {
        Clear();
        var reader = new Utf8JsonReader(json);
        var next = 0;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return new(null, "the value is not a JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var column = Find(ref reader, next);
                if (column < 0)
                    return new(reader.GetString(), "no such column: the record was written by a newer build than this sink");
                next = column + 1;
                reader.Read();
                if (Set(ref reader, column) is { } refusal)
                    return refusal;
            }
        }
        catch (JsonException e)
        {
            return new(null, e.Message);
        }

        return null;
    }

    /// <summary>Reads the elements of an array into the columns with these numbers.</summary>
    public Refusal? ReadArray(ReadOnlySpan<byte> json, int count)
    {
        Clear();
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return new(null, "the key is not a JSON array");
            var column = 0;
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray && column < count; column++)
            {
                if (Set(ref reader, column) is { } refusal)
                    return refusal;
            }

            return column == count && reader.TokenType == JsonTokenType.EndArray ? null : new(null, $"the key does not have {count} elements");
        }
        catch (JsonException e)
        {
            return new(null, e.Message);
        }
    }

    public void Clear()
    {
        Array.Clear(_cells);
        _fields.Truncate(0);
    }

    /// <param name="utf8">Valid UTF-8 without NUL.</param>
    public void SetText(int column, ReadOnlySpan<byte> utf8)
    {
        var start = _fields.Length;
        _fields.Bytes(utf8);
        _cells[column] = new(start, _fields.Length);
    }

    /// <summary>The first required column that has no value, or null.</summary>
    public Refusal? FindMissing()
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            if (_cells[i].End == 0 && columns[i].NotNull)
                return new(columns[i].Name, "the value is missing");
        }

        return null;
    }

    /// <summary>Adds the row.</summary>
    /// <param name="keyColumns">How many columns at the front are its key.</param>
    /// <param name="keptColumns">How many columns at the end may be kept from an older row.</param>
    public void AddTo(RowBuffer rows, int source, int keyColumns = 0, int keptColumns = 0, bool deletion = false)
    {
        var buffer = rows.Start();
        var start = buffer.Length;
        var (keyEnd, keptStart) = (start, start);
        for (var i = 0; i < _cells.Length; i++)
        {
            var cell = _cells[i];
            if (i == _cells.Length - keptColumns)
                keptStart = buffer.Length;
            if (cell.End == 0)
                buffer.Null();
            else
                buffer.Append(_fields[cell.Start..cell.End]);
            if (i + 1 == keyColumns)
                keyEnd = buffer.Length;
        }

        rows.End(source, keyEnd - start, keptColumns == 0 ? 0 : buffer.Length - keptStart, deletion);
    }

    private Refusal? Set(ref Utf8JsonReader value, int column)
    {
        if (value.TokenType == JsonTokenType.Null)
            return null;
        var start = _fields.Length;
        if (FieldEncoder.Encode(ref value, _types[column], _fields) is { } wrong)
            return new(columns[column].Name, wrong);
        _cells[column] = new(start, _fields.Length);
        return null;
    }

    /// <summary>Our own writer keeps the order of the columns, so the search starts where the last one ended.</summary>
    private int Find(ref Utf8JsonReader property, int next)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var column = next + i < _names.Length ? next + i : next + i - _names.Length;
            if (property.ValueTextEquals(_names[column]))
                return column;
        }

        return -1;
    }

    // A field is at least its length, so an end of 0 means that there is none.
    private readonly record struct Cell(int Start, int End);
}
