using System.Buffers.Binary;
using Traffic.Embedded.Broker.Storage;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol.Records;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>
/// The durable side of groups: offsets and members as records of <c>__consumer_offsets</c>, keyed as in Kafka. What
/// <see cref="Write"/> has returned from survives a kill of the process.
/// </summary>
internal sealed partial class GroupLog(TopicStore topics, TimeProvider time, ILogger<GroupLog> log)
{
    private readonly Lock _lock = new();
    private readonly RecordBatchBuilder _builder = new();

    /// <exception cref="IOException">Nothing of it was written.</exception>
    public void Write(IEnumerable<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value)> records)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var (key, value) in records)
            {
                _builder.Add(now, key, value);
            }

            if (_builder.Count > 0)
            {
                Partition().Append(_builder.Build().Span, now);
            }
        }
    }

    /// <summary>Members are kept so that they can go on after a restart; where that fails they join anew, so an error is only told.</summary>
    public void Save(Group group)
    {
        try
        {
            Write([(Encode(GroupMetadataKey.Version, new GroupMetadataKey { Group = group.Id }), Encode(GroupMetadataValue.Version, new GroupMetadataValue
            {
                ProtocolType = group.ProtocolType ?? "",
                Generation = group.Generation,
                Protocol = group.ProtocolName,
                Leader = group.LeaderId,
                CurrentStateTimestamp = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Members = [.. group.Members.Values.Select(m => new GroupMetadataValue.MemberMetadata
                {
                    MemberId = m.Id,
                    GroupInstanceId = m.InstanceId,
                    ClientId = m.ClientId,
                    ClientHost = m.ClientHost,
                    RebalanceTimeout = m.RebalanceTimeoutMs,
                    SessionTimeout = m.SessionTimeoutMs,
                    Subscription = m.MetadataFor(group.ProtocolName!),
                    Assignment = m.Assignment,
                })],
            }))]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(group.Id, problem.Message);
        }
    }

    public static (ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?) OffsetRecord(string group, TopicPartition partition, CommittedOffset? offset) => (
        Encode(OffsetCommitKey.Version, new OffsetCommitKey { Group = group, Topic = partition.Topic, Partition = partition.Partition }),
        offset is null ? null : Encode(OffsetCommitValue.Version, new OffsetCommitValue
        {
            Offset = offset.Offset,
            LeaderEpoch = offset.LeaderEpoch,
            Metadata = offset.Metadata,
            CommitTimestamp = offset.CommitTime,
        }));

    public static (ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?) GroupTombstone(string group) =>
        (Encode(GroupMetadataKey.Version, new GroupMetadataKey { Group = group }), null);

    private static ReadOnlyMemory<byte> Encode<T>(short version, T message) where T : class, IMessage
    {
        using var frame = new FrameBuffer();
        BinaryPrimitives.WriteInt16BigEndian(frame.Append(2), version);
        new MessageWriter(frame, version, flexible: false).Write(message);
        return frame.Written.ToArray();
    }

    private PartitionLog Partition()
    {
        var topic = topics.Find(InternalTopics.ConsumerOffsets) ?? topics.Create(InternalTopics.ConsumerOffsets, 1, new(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = "compact",
            ["compression.type"] = "producer",
            ["segment.bytes"] = "104857600",
        });
        return topic!.Partitions[0];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "members of group {Group} can't be saved: {Problem}")]
    private partial void LogNotSaved(string group, string problem);
}
