using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Traffic.Api.DeadLetters;

/// <summary>A dead letter with the bytes as they were received.</summary>
internal sealed record DeadLetterContent : DeadLetter
{
    [SetsRequiredMembers]
    public DeadLetterContent(DeadLetter letter)
        : base(letter)
    {
    }

    /// <summary>The raw bytes; null where the record had no value.</summary>
    public byte[]? ValueBase64 { get; init; }

    /// <summary>The same as text, where it is UTF-8.</summary>
    public string? ValueText { get; init; }

    public string? KeyText { get; init; }

    /// <summary>All headers of the dead letter.</summary>
    public JsonElement Headers { get; init; }
}
