using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Sql;

/// <summary>A column; <paramref name="Comment"/> says what it holds, with the unit.</summary>
public sealed record SqlColumn(string Name, SqlType Type, bool NotNull, string Comment)
{
    /// <summary>
    /// A newer row without a value here keeps the older row's: the state of open windows comes with few of their updates.
    /// </summary>
    public bool KeptWhenAbsent { get; init; }

    public string Quoted => SqlText.Quote(Name);

    /// <summary>The column of a field, under its own name.</summary>
    public static SqlColumn Of(Field field) =>
        new(field.Name, SqlTypes.Of(field.Type), field.Required, WithUnit(field.Description, field.Unit));

    public static string WithUnit(string text, string? unit) => unit is null ? text : $"{text} Unit: {unit}.";
}
