namespace Traffic.Kafka;

/// <summary>Names of record headers; values are UTF-8 text.</summary>
public static class HeaderNames
{
    public const string Run = "run";
    public const string Sequence = "seq";
    public const string Control = "control";
    public const string EventId = "event-id";
    public const string ReceivedAt = "received-at";
    public const string RekeyedFrom = "rekeyed-from";

    /// <summary>Where in its schedule a simulator stands: <c>run start (unix s)/index</c>.</summary>
    public const string Simulated = "sim";

    public const string Reason = "reason";
    public const string Field = "field";
    public const string Detail = "detail";
    public const string SourceTopic = "source-topic";
    public const string SourcePartition = "source-partition";
    public const string SourceOffset = "source-offset";
    public const string FailedAt = "failed-at";
    public const string Attempt = "attempt";
    public const string Stage = "stage";
}
