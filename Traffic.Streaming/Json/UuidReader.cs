using System.Buffers.Text;
using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>UUIDs in their canonical form of 36 characters, in any case.</summary>
internal sealed class UuidReader(Field field, ValueColumn<Guid> column) : FieldReader(field)
{
    private const int Length = 36;
    private readonly TextScratch _scratch = new();

    public override Rejection? Read(ref Utf8JsonReader reader, int row, double factor)
    {
        if (reader.TokenType != JsonTokenType.String || _scratch.Of(ref reader) is not { Length: Length } text
            || !Utf8Parser.TryParse(text, out Guid value, out var consumed, 'D') || consumed != Length)
        {
            return WrongType(ref reader, "a UUID");
        }

        column.Set(row, value);
        return null;
    }

    public override void Reset(int row) => column.Set(row, null);
}
