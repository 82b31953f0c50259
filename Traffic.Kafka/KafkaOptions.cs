namespace Traffic.Kafka;

/// <summary>How this application appears in Kafka: section <c>Traffic</c> of the configuration.</summary>
public sealed class KafkaOptions
{
    public const string Section = "Traffic";
    public const string DefaultApplicationId = "traffic";

    /// <summary>Prefixes groups and, unless it is the default, output topics: a second id reprocesses the same raw topics beside the first.</summary>
    public string ApplicationId { get; set; } = DefaultApplicationId;

    /// <summary>Folder whose <c>feed.name.json</c> wins over the reference file that ships with a feed; null: only shipped files.</summary>
    public string? ReferenceFolder { get; set; }

    /// <summary>The brokers, <c>host:port,…</c>: <c>ConnectionStrings:kafka</c>.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>Settings handed to librdkafka as they are (<c>Traffic:Kafka:Config</c>), such as <c>sasl.username</c>; they win over our own.</summary>
    public IReadOnlyDictionary<string, string> Config { get; set; } = new Dictionary<string, string>();
}
