using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>Numbers, converted to the field's unit by the factor of the name under which they came.</summary>
internal sealed class DoubleReader(Field field, ValueColumn<double> column) : FieldReader(field)
{
    public override Rejection? Read(ref Utf8JsonReader reader, int row, double factor)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return WrongType(ref reader, "a number");
        }

        if (!reader.TryGetDouble(out var value) || !double.IsFinite(value *= factor))
        {
            return OutOfRange(ref reader, "a 64-bit floating-point number");
        }

        if (Field.Range is { } range && (value < range.Min || value > range.Max))
        {
            return OutOfRange(ref reader, factor == 1
                ? $"within {range.Min}–{range.Max}"
                : FormattableString.Invariant($"within {range.Min}–{range.Max} {Field.Unit} (it is {value})"));
        }

        // Adding zero turns −0 into 0, which is what everyone means.
        column.Set(row, value + 0.0);
        return null;
    }

    public override bool TryDefault(int row)
    {
        column.Set(row, Field.Default);
        return Field.Default.HasValue;
    }

    public override void Reset(int row) => column.Set(row, null);
}
