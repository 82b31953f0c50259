using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

internal sealed class BoolReader(Field field, ValueColumn<bool> column) : FieldReader(field)
{
    public override Rejection? Read(ref Utf8JsonReader reader, int row, double factor)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return WrongType(ref reader, "true or false");
        }

        column.Set(row, reader.TokenType == JsonTokenType.True);
        return null;
    }

    public override void Reset(int row) => column.Set(row, null);
}
