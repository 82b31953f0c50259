namespace Traffic.Embedded.Broker.Topics;

/// <summary>Which names topics may have.</summary>
internal static class TopicName
{
    private const int MaxLength = 249;

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"Topic name '{name}' is illegal: 1 to {MaxLength} characters are allowed";
        }

        if (name is "." or "..")
        {
            return $"Topic name '{name}' is illegal";
        }

        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? null
            : $"Topic name '{name}' is illegal: letters, digits, '.', '_' and '-' are allowed";
    }

    /// <summary>Names that differ only in '.' and '_' would have the same metrics in Kafka, which refuses them.</summary>
    public static bool Collide(string one, string other) => one != other && one.Replace('.', '_') == other.Replace('.', '_');
}
