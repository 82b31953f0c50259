using Confluent.Kafka;

namespace Traffic.Api.Live;

/// <summary>A record of a tailed topic, ready to be sent.</summary>
/// <param name="Event">window, withdrawn or record.</param>
/// <param name="Key">Identifies what a later message replaces; null: nothing does.</param>
/// <param name="Data">One line of JSON.</param>
/// <param name="Values">Texts of the fields that can be filtered by.</param>
internal sealed record LiveMessage(
    TopicPartitionOffset Place, string Event, string? Key, byte[] Data, IReadOnlyDictionary<string, string> Values);
