namespace Traffic.Embedded.Broker.Topics;

/// <summary>Names of the topics that only the broker writes, as in Kafka.</summary>
internal static class InternalTopics
{
    public const string ConsumerOffsets = "__consumer_offsets";
    public const string TransactionState = "__transaction_state";

    public static bool Contains(string name) => name is ConsumerOffsets or TransactionState;
}
