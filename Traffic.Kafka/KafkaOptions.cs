namespace Traffic.Kafka;

/// <summary>How this application appears in Kafka.</summary>
public sealed class KafkaOptions
{
    public const string DefaultApplicationId = "traffic";

    /// <summary>Prefixes groups and, unless it is the default, output topics: a second id reprocesses the same raw topics beside the first.</summary>
    public string ApplicationId { get; set; } = DefaultApplicationId;
}
