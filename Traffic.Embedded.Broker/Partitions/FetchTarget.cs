using Traffic.Embedded.Broker.Storage;
using Traffic.Kafka.Protocol;

namespace Traffic.Embedded.Broker.Partitions;

/// <summary>A partition that a fetch asks for.</summary>
/// <param name="Log">Null if there is no such partition; then <paramref name="Missing"/> says how it is missing.</param>
internal sealed record FetchTarget(string TopicName, Guid TopicId, int Partition, long Offset, int MaxBytes, PartitionLog? Log, ErrorCode Missing);
