using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class ListOffsetsRequest : IRequest<ListOffsetsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.ListOffsets, 1, 11, 6);

    public int ReplicaId;
    public sbyte IsolationLevel;
    public List<ListOffsetsTopic> Topics = [];
    public int TimeoutMs;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ReplicaId);
        v.Int8(ref IsolationLevel, from: 2);
        v.Array(ref Topics);
        v.Int32(ref TimeoutMs, from: 10);
    }

    public sealed class ListOffsetsTopic : IMessage
    {
        public string Name = "";
        public List<ListOffsetsPartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Array(ref Partitions);
        }
    }

    public sealed class ListOffsetsPartition : IMessage
    {
        public int PartitionIndex;
        public int CurrentLeaderEpoch = -1;
        public long Timestamp;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Int32(ref CurrentLeaderEpoch, from: 4);
            v.Int64(ref Timestamp);
        }
    }
}

public sealed class ListOffsetsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<ListOffsetsTopicResponse> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 2);
        v.Array(ref Topics);
    }

    public sealed class ListOffsetsTopicResponse : IMessage
    {
        public string Name = "";
        public List<ListOffsetsPartitionResponse> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Array(ref Partitions);
        }
    }

    public sealed class ListOffsetsPartitionResponse : IMessage
    {
        public int PartitionIndex;
        public ErrorCode ErrorCode;
        public long Timestamp = -1;
        public long Offset = -1;
        public int LeaderEpoch = -1;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Error(ref ErrorCode);
            v.Int64(ref Timestamp);
            v.Int64(ref Offset);
            v.Int32(ref LeaderEpoch, from: 4);
        }
    }
}
