using System.Buffers;
using System.Text.Json;
using Traffic.Streaming.Buffers;
using Traffic.Streaming.Columns;

namespace Traffic.Streaming.Windows;

/// <summary>
/// The content of one window, or of several merged: over parts, groups or longer times. Merging is exact, associative and
/// commutative. Its values read as an <see cref="IWindowRow"/>, so that loading one from another copies it.
/// </summary>
public sealed class Accumulator : IWindowRow
{
    private readonly WindowSchema _schema;
    private readonly FieldAccumulator[] _fields;
    private readonly ArrayBufferWriter<byte> _scratch = new(256);

    public Accumulator(WindowSchema schema)
    {
        _schema = schema;
        _fields = [.. schema.Fields.Select(f => new FieldAccumulator(f))];
    }

    /// <summary>Records counted.</summary>
    public long Count { get; private set; }

    /// <summary>Replaces the content by a stored row's.</summary>
    public void Load(IWindowRow row)
    {
        Clear();
        for (var column = 0; column < _schema.Columns.Count; column++)
        {
            if (!row.IsNull(column))
            {
                Load(row, column, _schema.Sources[column]);
            }
        }
    }

    public void Merge(Accumulator other)
    {
        Count += other.Count;
        for (var i = 0; i < _fields.Length; i++)
        {
            _fields[i].Merge(other._fields[i]);
        }
    }

    public void Clear()
    {
        Count = 0;
        foreach (var field in _fields)
        {
            field.Clear();
        }
    }

    /// <summary>Writes the columns as properties of the current object; columns without a value are left out.</summary>
    public void WriteColumns(Utf8JsonWriter writer, bool readableOnly) => WriteColumns(writer, readableOnly, binary: true);

    /// <summary>Nothing of the field was seen, so there is no mean, minimum, sum … of it; or its state was not in the loaded row.</summary>
    public bool IsNull(int column)
    {
        var (kind, index, _) = _schema.Sources[column];
        return kind switch
        {
            ColumnKind.Count or ColumnKind.NonNull or ColumnKind.CountWhere => false,
            ColumnKind.Percentile or ColumnKind.Sketch => _fields[index].Sketch!.Count == 0,
            ColumnKind.HarmonicMean or ColumnKind.ReciprocalSum => _fields[index].ReciprocalSum == 0,
            _ => _fields[index].NonNull == 0,
        };
    }

    public long GetLong(int column)
    {
        var (kind, index, _) = _schema.Sources[column];
        return kind switch
        {
            ColumnKind.Count => Count,
            ColumnKind.NonNull => _fields[index].NonNull,
            ColumnKind.CountWhere => _fields[index].True,
            ColumnKind.Sum => long.CreateSaturating(_fields[index].Sum),
            ColumnKind.Min => (long)_fields[index].Min,
            ColumnKind.Max => (long)_fields[index].Max,
            ColumnKind.Covered => _fields[index].Coverage!.Seconds,
            _ => throw NotA("long", column),
        };
    }

    public double GetDouble(int column)
    {
        var (kind, index, percent) = _schema.Sources[column];
        var field = _fields[index];
        return kind switch
        {
            ColumnKind.Sum => FixedPoint.ToDouble(field.Sum, _schema.Fields[index].Scale),
            ColumnKind.Mean => (double)field.Sum / (_schema.Fields[index].Scale * field.NonNull),
            ColumnKind.HarmonicMean => field.NonNull * FixedPoint.ReciprocalScale / (double)field.ReciprocalSum,
            ColumnKind.Min => field.Min,
            ColumnKind.Max => field.Max,
            ColumnKind.Percentile => field.Percentile(percent),
            ColumnKind.ReciprocalSum => FixedPoint.ToDouble(field.ReciprocalSum, FixedPoint.ReciprocalScale),
            _ => throw NotA("double", column),
        };
    }

    /// <summary>State in its stored form; valid until the next call.</summary>
    public ReadOnlySpan<byte> GetBytes(int column)
    {
        var (kind, index, _) = _schema.Sources[column];
        _scratch.ResetWrittenCount();
        switch (kind)
        {
            case ColumnKind.Sketch:
                _fields[index].Sketch!.Write(_scratch);
                break;
            case ColumnKind.Coverage:
                _fields[index].Coverage!.Write(_scratch);
                break;
            default:
                throw NotA("byte", column);
        }

        return _scratch.WrittenSpan;
    }

    internal void Add(RecordBatch batch, int row, long eventTime)
    {
        Count++;
        for (var i = 0; i < _fields.Length; i++)
        {
            _fields[i].Add(batch[_schema.Fields[i].Column], row, eventTime);
        }
    }

    internal void WriteColumns(Utf8JsonWriter writer, bool readableOnly, bool binary)
    {
        Span<byte> text = stackalloc byte[FixedPoint.MaxLength];
        for (var i = 0; i < _schema.Columns.Count; i++)
        {
            var column = _schema.Columns[i];
            if ((readableOnly && !column.Readable) || IsNull(i))
            {
                continue;
            }

            var name = _schema.Names[i];
            switch (column.Type)
            {
                case WindowColumnType.Long:
                    writer.WriteNumber(name, GetLong(i));
                    break;
                case WindowColumnType.Binary when binary:
                    writer.WriteBase64String(name, GetBytes(i));
                    break;
                case WindowColumnType.Double when FixedPointOf(i) is { } value:
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(text[..FixedPoint.Format(value.Units, value.Digits, text)], skipInputValidation: true);
                    break;
                case WindowColumnType.Double:
                    writer.WriteNumber(name, GetDouble(i));
                    break;
            }
        }
    }

    internal void WriteState(IBufferWriter<byte> output)
    {
        Varint.Write(output, (ulong)Count);
        foreach (var field in _fields)
        {
            field.WriteState(output, _scratch);
        }
    }

    internal void ReadState(ref ReadOnlySpan<byte> input)
    {
        Clear();
        Count = (long)Varint.Read(ref input);
        foreach (var field in _fields)
        {
            field.ReadState(ref input);
        }
    }

    private void Load(IWindowRow row, int column, ColumnSource source)
    {
        if (source.Kind == ColumnKind.Count)
        {
            Count = row.GetLong(column);
            return;
        }

        var (field, plan) = (_fields[source.Field], _schema.Fields[source.Field]);
        switch (source.Kind)
        {
            case ColumnKind.NonNull:
                field.NonNull = row.GetLong(column);
                break;
            case ColumnKind.CountWhere:
                field.True = row.GetLong(column);
                break;
            case ColumnKind.Sum:
                field.Sum = plan.Integral ? row.GetLong(column) : FixedPoint.FromDouble(row.GetDouble(column), plan.Scale);
                break;
            case ColumnKind.ReciprocalSum:
                field.ReciprocalSum = FixedPoint.FromDouble(row.GetDouble(column), FixedPoint.ReciprocalScale);
                break;
            case ColumnKind.Min:
                field.Min = plan.Integral ? row.GetLong(column) : row.GetDouble(column);
                break;
            case ColumnKind.Max:
                field.Max = plan.Integral ? row.GetLong(column) : row.GetDouble(column);
                break;
            case ColumnKind.Sketch:
                field.Sketch!.Merge(row.GetBytes(column));
                break;
            case ColumnKind.Coverage:
                field.Coverage!.Merge(row.GetBytes(column));
                break;
        }
    }

    private (Int128 Units, int Digits)? FixedPointOf(int column) => _schema.Sources[column] switch
    {
        { Kind: ColumnKind.Sum, Field: var field } => (_fields[field].Sum, _schema.Fields[field].Digits),
        { Kind: ColumnKind.ReciprocalSum, Field: var field } => (_fields[field].ReciprocalSum, FixedPoint.ReciprocalDigits),
        _ => null,
    };

    private InvalidOperationException NotA(string type, int column) => new($"Column {_schema.Columns[column].Name} is no {type}.");
}
