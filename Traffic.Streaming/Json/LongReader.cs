using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>Integers; a number with a fraction or exponent counts when its value is integral (<c>3.0</c>).</summary>
internal sealed class LongReader(Field field, ValueColumn<long> column) : FieldReader(field)
{
    private const double LongLimit = 9_223_372_036_854_775_808.0;

    public override Rejection? Read(ref Utf8JsonReader reader, int row, double factor)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return WrongType(ref reader, "an integer");
        }

        if (!reader.TryGetInt64(out var value))
        {
            if (!reader.TryGetDouble(out var number) || !(Math.Abs(number) < LongLimit))
            {
                return OutOfRange(ref reader, "a 64-bit integer");
            }

            value = (long)number;
            if (value != number)
            {
                return WrongType(ref reader, "an integer");
            }
        }

        if (Field.Range is { } range && (value < range.Min || value > range.Max))
        {
            return OutOfRange(ref reader, $"within {range.Min}–{range.Max}");
        }

        column.Set(row, value);
        return null;
    }

    public override bool TryDefault(int row)
    {
        column.Set(row, Field.Default);
        return Field.Default.HasValue;
    }

    public override void Reset(int row) => column.Set(row, null);
}
