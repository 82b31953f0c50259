namespace Traffic.Streaming.Declarations;

/// <summary>One field of a stream: what it is called on the wire, what it may hold and how it is cleaned.</summary>
/// <param name="Name">Name in clean records, tables and the API; carries the unit (<c>speed_kmh</c>).</param>
/// <param name="Type">Type of the clean value.</param>
public sealed record Field(string Name, FieldType Type)
{
    /// <summary>Null or absent in the raw record is a dead letter <c>missing-field</c>.</summary>
    public bool Required { get; init; }

    /// <summary>Computed by a derivation: never read from the raw record.</summary>
    public bool Derived { get; init; }

    /// <summary>Unit for people, e.g. <c>km/h</c>; null for plain numbers and text.</summary>
    public string? Unit { get; init; }

    public required string Description { get; init; }

    /// <summary>Other names under which sources carry the field; the first name present in declaration order wins.</summary>
    public IReadOnlyList<Alias> Aliases { get; init; } = [];

    /// <summary>Inclusive bounds of a number after conversion, or of a string's length in characters; outside is <c>out-of-range</c>.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>The values a string may have, matched without regard to case and written as listed; others are <c>out-of-range</c>.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>Value of an absent or null optional number.</summary>
    public long? Default { get; init; }

    /// <summary>Underscores of a string become spaces in clean records.</summary>
    public bool UnderscoresToSpaces { get; init; }

    /// <summary>What people call it: the name without its unit, <c>speed_kmh</c> → "Speed".</summary>
    public string Label => LabelOf(Name, Unit);

    /// <summary>Turns a wire name into words; the last part of a name with a unit is that unit.</summary>
    internal static string LabelOf(string name, string? unit)
    {
        var end = unit is null ? -1 : name.LastIndexOf('_');
        var words = (end > 0 ? name[..end] : name).Replace('_', ' ');
        return string.Concat(words[..1].ToUpperInvariant(), words[1..]);
    }
}
