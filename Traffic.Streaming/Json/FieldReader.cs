using System.Text;
using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>Reads the value of one declared field from a JSON token into the last row of its column.</summary>
internal abstract class FieldReader(Field declared)
{
    private const int ExcerptLength = 60;

    public Field Field => declared;

    /// <summary>Stores the value under the reader; returns what is wrong with it, or null.</summary>
    public abstract Rejection? Read(ref Utf8JsonReader reader, int row, double factor);

    /// <summary>Stores what an absent value stands for, if the field says so.</summary>
    public virtual bool TryDefault(int row) => false;

    /// <summary>Forgets a value that was read under a name of lower rank.</summary>
    public abstract void Reset(int row);

    protected Rejection WrongType(ref Utf8JsonReader reader, string expected) =>
        new(Reasons.WrongType, declared.Name, $"{Found(ref reader)} where {expected} is expected");

    protected Rejection OutOfRange(ref Utf8JsonReader reader, string limit) =>
        new(Reasons.OutOfRange, declared.Name, $"{Found(ref reader)} is not {limit}");

    private static string Found(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => $"\"{Excerpt(reader.ValueSpan)}\"",
        _ => Excerpt(reader.ValueSpan),
    };

    private static string Excerpt(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8.Length > 4 * ExcerptLength ? utf8[..(4 * ExcerptLength)] : utf8);
        return text.Length > ExcerptLength ? $"{text[..ExcerptLength]}…" : text;
    }
}
