using System.Globalization;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>Types of settings, numbered as in DescribeConfigs.</summary>
internal enum SettingType : sbyte
{
    Boolean = 1,
    String = 2,
    Int = 3,
    Long = 5,
    Double = 6,
    List = 7,
}

/// <summary>A setting that topics have, with its default and what it may be.</summary>
internal sealed record TopicSetting(string Name, SettingType Type, string Default)
{
    public string[]? Allowed { get; init; }

    public double Min { get; init; } = double.MinValue;

    public double Max { get; init; } = double.MaxValue;

    /// <summary>What is wrong with a value, or null.</summary>
    public string? Problem(string value)
    {
        var good = Type switch
        {
            SettingType.Boolean => bool.TryParse(value, out _),
            SettingType.Int => int.TryParse(value, CultureInfo.InvariantCulture, out var number) && InRange(number),
            SettingType.Long => long.TryParse(value, CultureInfo.InvariantCulture, out var number) && InRange(number),
            SettingType.Double => double.TryParse(value, CultureInfo.InvariantCulture, out var number) && InRange(number),
            SettingType.List => value.Split(',', StringSplitOptions.TrimEntries).All(IsAllowed),
            _ => IsAllowed(value),
        };
        if (good)
        {
            return null;
        }

        var wanted = Allowed is not null ? string.Join(", ", Allowed)
            : Type is SettingType.Boolean ? "true or false"
            : Min > double.MinValue ? $"a number not below {Min.ToString(CultureInfo.InvariantCulture)}"
            : "a number";
        return $"Invalid value {value} for configuration {Name}: use {wanted}";
    }

    private bool InRange(double value) => value >= Min && value <= Max;

    private bool IsAllowed(string value) => Allowed is null || Allowed.Contains(value);
}
