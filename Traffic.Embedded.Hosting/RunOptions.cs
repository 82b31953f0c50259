using System.Globalization;
using System.Net;

namespace Traffic.Embedded.Hosting;

/// <summary>The arguments of <c>./traffic run</c>.</summary>
internal sealed record RunOptions
{
    public required string DataFolder { get; init; }

    public bool Fresh { get; init; }

    public bool AutoPorts { get; init; }

    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>What the options and <c>--Section:Key=value</c> arguments mean as configuration.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <exception cref="HostException">An unknown option, or a wrong value.</exception>
    public static RunOptions Parse(IReadOnlyList<string> args, string defaultDataFolder)
    {
        var options = new RunOptions { DataFolder = Path.GetFullPath(defaultDataFolder) };
        var settings = new Dictionary<string, string?>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--data":
                    options = options with { DataFolder = Path.GetFullPath(Value("a folder")) };
                    break;
                case "--fresh":
                    options = options with { Fresh = Flag() };
                    break;
                case "--ports":
                    options = options with { AutoPorts = Value("auto") is "auto" ? true : throw Wrong("auto; without it the ports are fixed") };
                    break;
                case "--bind":
                    options = options with { Bind = Loopback(Value("an address")) };
                    break;
                case "--simulators":
                    settings["Parameters:simulators"] = Value("feeds, e.g. roads");
                    break;
                case "--no-simulators":
                    settings["Parameters:simulators"] = Flag() ? "none" : null;
                    break;
                case "--speed":
                    settings["Parameters:speed"] = Speed(Value("a number"));
                    break;
                case ['-', '-', .. var key] when key.Contains(':', StringComparison.Ordinal) && inline is not null:
                    settings[key] = inline;
                    break;
                default:
                    throw new HostException($"unknown option {args[i]}: see ./traffic help");
            }

            string Value(string what) =>
                inline ?? (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : throw Wrong(what));

            bool Flag() => inline is null ? true : throw new HostException($"{name} takes no value");

            HostException Wrong(string what) => new($"{name} needs {what}");
        }

        settings["Traffic:DataFolder"] = options.DataFolder;
        return options with { Settings = settings };
    }

    private static string Speed(string text) =>
        double.TryParse(text.TrimEnd('x'), CultureInfo.InvariantCulture, out var factor) && double.IsFinite(factor) && factor > 0
            ? factor.ToString(CultureInfo.InvariantCulture)
            : throw new HostException($"--speed {text}: needs a number above 0, e.g. 60");

    private static IPAddress Loopback(string text)
    {
        var address = text == "localhost" ? IPAddress.Loopback : null;
        if (address is null && !IPAddress.TryParse(text, out address))
            throw new HostException($"--bind {text}: needs an IP address, e.g. 127.0.0.1");
        return IPAddress.IsLoopback(address)
            ? address
            : throw new HostException($"--bind {text}: anything but loopback needs API keys and TLS, which are not configured; put a proxy that has them in front");
    }
}
