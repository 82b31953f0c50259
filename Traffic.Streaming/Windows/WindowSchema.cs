using System.Text.Json;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Windows;

/// <summary>The columns of a window's records, in record order: <c>count</c>, aggregates, then the state that only merging needs.</summary>
public sealed class WindowSchema
{
    private readonly List<AggregatedField> _fields = [];
    private readonly List<WindowColumn> _columns = [];
    private readonly List<ColumnSource> _sources = [];
    private readonly List<JsonEncodedText> _names = [];

    /// <exception cref="ArgumentException">An aggregate does not fit its field.</exception>
    public WindowSchema(StreamDeclaration stream, WindowDeclaration window)
    {
        Stream = stream;
        Window = window;
        Add(new("count", WindowColumnType.Long, "count", null, null, "Records", true), new(ColumnKind.Count, -1));
        foreach (var aggregate in window.Aggregates)
        {
            AddReadable(aggregate, FieldOf(aggregate));
        }

        for (var i = 0; i < _fields.Count; i++)
        {
            AddState(_fields[i], i);
        }
    }

    public StreamDeclaration Stream { get; }

    public WindowDeclaration Window { get; }

    public IReadOnlyList<WindowColumn> Columns => _columns;

    internal IReadOnlyList<AggregatedField> Fields => _fields;

    internal IReadOnlyList<ColumnSource> Sources => _sources;

    internal IReadOnlyList<JsonEncodedText> Names => _names;

    /// <summary>Index of a column, −1 where there is none of that name.</summary>
    public int IndexOf(string column) => _columns.FindIndex(c => c.Name == column);

    private int FieldOf(Aggregate aggregate)
    {
        var index = _fields.FindIndex(f => f.Field.Name == aggregate.Field);
        if (index >= 0)
        {
            return index;
        }

        var field = Stream.Field(aggregate.Field);
        if (field.Type is FieldType.Long or FieldType.Double or FieldType.Money
            && (field.Range is not { } range || Math.Max(Math.Abs(range.Min), Math.Abs(range.Max)) > 1e9))
        {
            throw new ArgumentException($"{Stream.FullName}.{field.Name} is aggregated: give it a range within ±1e9, so that sums and sketches are bounded.");
        }

        _fields.Add(new AggregatedField(field, Stream.Fields.ToList().IndexOf(field))
        {
            Extremes = Window.Aggregates.Contains(new Aggregate.Min(field.Name)) && Window.Aggregates.Contains(new Aggregate.Max(field.Name)),
        });
        Add(new($"{field.Name}_n", WindowColumnType.Long, "n", field.Name, null, $"{field.Label}, values", true), new(ColumnKind.NonNull, _fields.Count - 1));
        return _fields.Count - 1;
    }

    private void AddReadable(Aggregate aggregate, int index)
    {
        var field = _fields[index];
        switch (aggregate)
        {
            case Aggregate.Sum:
                AddNumber(field, "sum", "total", ColumnKind.Sum, index, readable: true);
                break;
            case Aggregate.Mean:
                AddDouble(field, "mean", "mean", new(ColumnKind.Mean, index));
                break;
            case Aggregate.HarmonicMean harmonic:
                field.ReciprocalFloor = harmonic.Floor > 0 ? harmonic.Floor : throw Unfit(aggregate, "its floor must be above 0");
                AddDouble(field, "hmean", "harmonic mean", new(ColumnKind.HarmonicMean, index));
                break;
            case Aggregate.Min:
                AddNumber(field, "min", "minimum", ColumnKind.Min, index, readable: true);
                break;
            case Aggregate.Max:
                AddNumber(field, "max", "maximum", ColumnKind.Max, index, readable: true);
                break;
            case Aggregate.Quantiles quantiles:
                field.Sketch = field.Field.Range!.Min >= 0 ? true : throw Unfit(aggregate, "its range must not go below 0");
                foreach (var percent in quantiles.Percents)
                {
                    AddDouble(field, "quantile", $"p{percent}", new(ColumnKind.Percentile, index, percent), $"p{percent}");
                }

                break;
            case Aggregate.CountWhere where:
                _ = field.Field.Type == FieldType.Bool ? true : throw Unfit(aggregate, "it must be a bool");
                Add(new($"{where.Name}_count", WindowColumnType.Long, "count_where", field.Field.Name, null, $"{field.Field.Label}, count", true),
                    new(ColumnKind.CountWhere, index));
                break;
            case Aggregate.Covered covered:
                field.Coverage = field.Field.Type == FieldType.Long && field.Field.Range!.Min >= 0 ? true : throw Unfit(aggregate, "it must be a long, not below 0");
                Add(new(covered.Name, WindowColumnType.Long, "covered", field.Field.Name, field.Field.Unit, Field.LabelOf(covered.Name, field.Field.Unit), true),
                    new(ColumnKind.Covered, index));
                break;
            default:
                throw Unfit(aggregate, "this aggregate is not known");
        }
    }

    private void AddState(AggregatedField field, int index)
    {
        var aggregates = Window.Aggregates.Where(a => a.Field == field.Field.Name).ToList();
        if (aggregates.OfType<Aggregate.Mean>().Any() && !aggregates.OfType<Aggregate.Sum>().Any())
        {
            AddNumber(field, "sum", "total", ColumnKind.Sum, index, readable: false);
        }

        if (field.ReciprocalFloor is not null)
        {
            Add(new($"{field.Field.Name}_rsum", WindowColumnType.Double, "rsum", field.Field.Name, null, $"{field.Field.Label}, sum of reciprocals", false),
                new(ColumnKind.ReciprocalSum, index));
        }

        if (field.Sketch)
        {
            Add(new($"{field.Field.Name}_sketch", WindowColumnType.Binary, "sketch", field.Field.Name, null, $"{field.Field.Label}, distribution", false),
                new(ColumnKind.Sketch, index));
        }

        foreach (var covered in aggregates.OfType<Aggregate.Covered>())
        {
            Add(new($"{covered.Name}_sketch", WindowColumnType.Binary, "sketch", field.Field.Name, null, $"{Field.LabelOf(covered.Name, field.Field.Unit)}, intervals", false),
                new(ColumnKind.Coverage, index));
        }
    }

    private void AddNumber(AggregatedField field, string name, string label, ColumnKind kind, int index, bool readable) =>
        Add(new($"{field.Field.Name}_{name}", field.Integral ? WindowColumnType.Long : WindowColumnType.Double, name, field.Field.Name, field.Field.Unit,
            $"{field.Field.Label}, {label}", readable), new(kind, index));

    private void AddDouble(AggregatedField field, string aggregate, string label, ColumnSource source, string? suffix = null) =>
        Add(new($"{field.Field.Name}_{suffix ?? aggregate}", WindowColumnType.Double, aggregate, field.Field.Name, field.Field.Unit,
            $"{field.Field.Label}, {label}", true), source);

    private void Add(WindowColumn column, ColumnSource source)
    {
        _columns.Add(column);
        _sources.Add(source);
        _names.Add(JsonEncodedText.Encode(column.Name));
    }

    private ArgumentException Unfit(Aggregate aggregate, string why) =>
        new($"Window {Window.Id} of {Stream.FullName}: {aggregate.GetType().Name} of {aggregate.Field}: {why}.");
}
