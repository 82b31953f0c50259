using System.Globalization;

namespace Traffic.Cli.Replay;

/// <summary>Reads the values of replay's options.</summary>
internal static class ReplayArguments
{
    public const string MaxSpeed = "max";

    private const int LongestRun = 100;
    private const string Live = "live";

    /// <summary><c>name=value</c> pairs, separated by commas or given one by one.</summary>
    public static Dictionary<string, string> Constants(IEnumerable<string> texts)
    {
        var constants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in texts.SelectMany(t => t.Split(',')))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new CliException(ExitCodes.Usage, $"--set {pair}: must be name=value");
            }

            constants[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
        }

        return constants;
    }

    /// <summary>Event time per real time; null is as fast as possible.</summary>
    public static double? Speed(string text)
    {
        if (text == MaxSpeed)
        {
            return null;
        }

        return double.TryParse(text.AsSpan().TrimEnd('x'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times) && times > 0
            ? times
            : throw new CliException(ExitCodes.Usage, $"--speed {text}: must be max, or how many times as fast as real time, e.g. 60x");
    }

    public static long? Limit(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit
            : throw new CliException(ExitCodes.Usage, $"--limit {text}: must be a whole number above 0");
    }

    public static string? Run(string? name)
    {
        if (name is null || (name != Live && name.Length is > 0 and <= LongestRun && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')))
        {
            return name;
        }

        throw new CliException(ExitCodes.Usage, $"--run {name}: must be 1 to {LongestRun} of a-z, A-Z, 0-9, '.', '_', '-', and not '{Live}'");
    }
}
