using Confluent.Kafka;

namespace Traffic.Api.Pipeline;

/// <summary>What PostgreSQL says at one moment.</summary>
/// <param name="Stored">First offset that is not in the tables, by partition.</param>
/// <param name="Newest">Event time of the newest live record in the tables, by stream.</param>
internal sealed record TableView(IReadOnlyDictionary<TopicPartition, long> Stored, IReadOnlyDictionary<string, DateTimeOffset> Newest)
{
    public static TableView Empty { get; } = new(new Dictionary<TopicPartition, long>(), new Dictionary<string, DateTimeOffset>());
}
