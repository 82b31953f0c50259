using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class OffsetFetchRequest : IRequest<OffsetFetchResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.OffsetFetch, 1, 10, 6);

    public string GroupId = "";
    public List<OffsetFetchRequestTopic>? Topics;
    public List<OffsetFetchRequestGroup> Groups = [];
    public bool RequireStable;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId, to: 7);
        v.NullableArray(ref Topics, to: 7, nullable: 2);
        v.Array(ref Groups, from: 8);
        v.Bool(ref RequireStable, from: 7);
    }

    public sealed class OffsetFetchRequestTopic : IMessage
    {
        public string Name = "";
        public List<int> PartitionIndexes = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Int32s(ref PartitionIndexes);
        }
    }

    public sealed class OffsetFetchRequestGroup : IMessage
    {
        public string GroupId = "";
        public string? MemberId;
        public int MemberEpoch = -1;
        public List<OffsetFetchRequestTopics>? Topics;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref GroupId);
            v.NullableString(ref MemberId, from: 9);
            v.Int32(ref MemberEpoch, from: 9);
            v.NullableArray(ref Topics);
        }
    }

    public sealed class OffsetFetchRequestTopics : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public List<int> PartitionIndexes = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name, to: 9);
            v.Uuid(ref TopicId, from: 10);
            v.Int32s(ref PartitionIndexes);
        }
    }
}

public sealed class OffsetFetchResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<OffsetFetchResponseTopic> Topics = [];
    public ErrorCode ErrorCode;
    public List<OffsetFetchResponseGroup> Groups = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 3);
        v.Array(ref Topics, to: 7);
        v.Error(ref ErrorCode, from: 2, to: 7);
        v.Array(ref Groups, from: 8);
    }

    public sealed class OffsetFetchResponseTopic : IMessage
    {
        public string Name = "";
        public List<OffsetFetchResponsePartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetFetchResponsePartition : IMessage
    {
        public int PartitionIndex;
        public long CommittedOffset;
        public int CommittedLeaderEpoch = -1;
        public string? Metadata;
        public ErrorCode ErrorCode;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Int64(ref CommittedOffset);
            v.Int32(ref CommittedLeaderEpoch, from: 5);
            v.NullableString(ref Metadata);
            v.Error(ref ErrorCode);
        }
    }

    public sealed class OffsetFetchResponseGroup : IMessage
    {
        public string GroupId = "";
        public List<OffsetFetchResponseTopics> Topics = [];
        public ErrorCode ErrorCode;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref GroupId);
            v.Array(ref Topics);
            v.Error(ref ErrorCode);
        }
    }

    public sealed class OffsetFetchResponseTopics : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public List<OffsetFetchResponsePartitions> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name, to: 9);
            v.Uuid(ref TopicId, from: 10);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetFetchResponsePartitions : IMessage
    {
        public int PartitionIndex;
        public long CommittedOffset;
        public int CommittedLeaderEpoch = -1;
        public string? Metadata;
        public ErrorCode ErrorCode;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Int64(ref CommittedOffset);
            v.Int32(ref CommittedLeaderEpoch);
            v.NullableString(ref Metadata);
            v.Error(ref ErrorCode);
        }
    }
}
