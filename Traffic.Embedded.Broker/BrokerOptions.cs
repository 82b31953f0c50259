using System.Globalization;
using System.Net;

namespace Traffic.Embedded.Broker;

/// <summary>Settings of the broker, from the configuration section <c>Kafka</c>.</summary>
internal sealed record BrokerOptions
{
    public const int NodeId = 1;

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; } = 19092;

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>Folder for topics and offsets.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Whether a metadata or produce request creates the topics it names.</summary>
    public bool AutoCreateTopics { get; init; }

    /// <summary>Partitions of a topic whose creator does not say.</summary>
    public int DefaultPartitions { get; init; } = 1;

    /// <summary>Largest request in bytes.</summary>
    public int MaxRequestBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>How long a new group waits for further members before its first assignment.</summary>
    public int GroupInitialRebalanceDelayMs { get; init; }

    public static BrokerOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kafka");
        var defaults = new BrokerOptions();
        foreach (var key in section.GetChildren().Select(c => c.Key))
        {
            if (!typeof(BrokerOptions).GetProperties().Any(p => p.CanWrite && p.Name.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                throw new SettingException($"Kafka:{key} is not a setting of the broker");
            }
        }

        var host = section[nameof(Host)] is { } text
            ? IPAddress.TryParse(text == "localhost" ? "127.0.0.1" : text, out var address) && IPAddress.IsLoopback(address)
                ? address
                : throw new SettingException($"Kafka:Host is {text}: the broker listens on loopback only, use 127.0.0.1")
            : defaults.Host;
        return new BrokerOptions
        {
            Port = Number(section, nameof(Port), defaults.Port, 0, 65535),
            Host = host,
            Data = section[nameof(Data)] is { Length: > 0 } data ? data : defaults.Data,
            AutoCreateTopics = section[nameof(AutoCreateTopics)] is { } value
                ? bool.TryParse(value, out var create) ? create : throw new SettingException($"Kafka:AutoCreateTopics is {value}: use true or false")
                : defaults.AutoCreateTopics,
            DefaultPartitions = Number(section, nameof(DefaultPartitions), defaults.DefaultPartitions, 1, 10_000),
            MaxRequestBytes = Number(section, nameof(MaxRequestBytes), defaults.MaxRequestBytes, 1024, 1 << 30),
            GroupInitialRebalanceDelayMs = Number(section, nameof(GroupInitialRebalanceDelayMs), defaults.GroupInitialRebalanceDelayMs, 0, 60_000),
        };
    }

    private static int Number(IConfigurationSection section, string key, int otherwise, int min, int max)
    {
        if (section[key] is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new SettingException($"Kafka:{key} is {text}: use a number from {min} to {max}");
    }
}
