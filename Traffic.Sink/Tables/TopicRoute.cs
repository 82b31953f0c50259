using Traffic.Kafka;
using Traffic.Sink.Rows;

namespace Traffic.Sink.Tables;

/// <summary>Where the records of a topic go.</summary>
/// <param name="Table">Number of the table in <see cref="RoutingTable.Tables"/>.</param>
/// <param name="DeadLetterTopic">Where a record goes that cannot be stored; null: such a record stops its partition.</param>
internal sealed record TopicRoute(Topic Topic, int Table, IRowDecoder Decoder, string? DeadLetterTopic);
