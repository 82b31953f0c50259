using System.Text;
using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

internal sealed class TextReader(Field field, TextColumn column) : FieldReader(field)
{
    private readonly byte[][]? _allowed = field.Allowed?.Select(Encoding.UTF8.GetBytes).ToArray();
    private readonly TextScratch _scratch = new();

    public override Rejection? Read(ref Utf8JsonReader reader, int row, double factor)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return WrongType(ref reader, "a string");
        }

        var text = _scratch.Of(ref reader);
        if (text.Contains((byte)0))
        {
            return OutOfRange(ref reader, "text: it contains U+0000");
        }

        if (Field.Range is { } range && LengthOf(text) is var length && (length < range.Min || length > range.Max))
        {
            return OutOfRange(ref reader, $"{range.Min}–{range.Max} characters long");
        }

        if (_allowed is not null)
        {
            foreach (var value in _allowed)
            {
                if (Ascii.EqualsIgnoreCase(text, value))
                {
                    column.SetLast(value);
                    return null;
                }
            }

            return OutOfRange(ref reader, $"one of {string.Join(", ", Field.Allowed!)}");
        }

        column.SetLast(text);
        if (Field.UnderscoresToSpaces)
        {
            column.ReplaceInLast((byte)'_', (byte)' ');
        }

        return null;
    }

    public override void Reset(int row) => column.ResetLast();

    /// <summary>Characters are code points: every byte but the continuation bytes of UTF-8.</summary>
    private static int LengthOf(ReadOnlySpan<byte> utf8)
    {
        var length = 0;
        foreach (var value in utf8)
        {
            length += (value & 0xC0) != 0x80 ? 1 : 0;
        }

        return length;
    }
}
