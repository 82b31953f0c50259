using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class OffsetCommitRequest : IRequest<OffsetCommitResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.OffsetCommit, 2, 10, 8);

    public string GroupId = "";
    public int GenerationIdOrMemberEpoch = -1;
    public string MemberId = "";
    public string? GroupInstanceId;
    public long RetentionTimeMs = -1;
    public List<OffsetCommitRequestTopic> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId);
        v.Int32(ref GenerationIdOrMemberEpoch);
        v.String(ref MemberId);
        v.NullableString(ref GroupInstanceId, from: 7);
        v.Int64(ref RetentionTimeMs, to: 4);
        v.Array(ref Topics);
    }

    public sealed class OffsetCommitRequestTopic : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public List<OffsetCommitRequestPartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name, to: 9);
            v.Uuid(ref TopicId, from: 10);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetCommitRequestPartition : IMessage
    {
        public int PartitionIndex;
        public long CommittedOffset;
        public int CommittedLeaderEpoch = -1;
        public string? CommittedMetadata;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Int64(ref CommittedOffset);
            v.Int32(ref CommittedLeaderEpoch, from: 6);
            v.NullableString(ref CommittedMetadata);
        }
    }
}

public sealed class OffsetCommitResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<OffsetCommitResponseTopic> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 3);
        v.Array(ref Topics);
    }

    public sealed class OffsetCommitResponseTopic : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public List<OffsetCommitResponsePartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name, to: 9);
            v.Uuid(ref TopicId, from: 10);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetCommitResponsePartition : IMessage
    {
        public int PartitionIndex;
        public ErrorCode ErrorCode;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Error(ref ErrorCode);
        }
    }
}
