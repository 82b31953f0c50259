using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class OffsetForLeaderEpochRequest : IRequest<OffsetForLeaderEpochResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.OffsetForLeaderEpoch, 2, 4, 4);

    public int ReplicaId = -2;
    public List<OffsetForLeaderTopic> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ReplicaId, from: 3);
        v.Array(ref Topics);
    }

    public sealed class OffsetForLeaderTopic : IMessage
    {
        public string Topic = "";
        public List<OffsetForLeaderPartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Topic);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetForLeaderPartition : IMessage
    {
        public int Partition;
        public int CurrentLeaderEpoch = -1;
        public int LeaderEpoch;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref Partition);
            v.Int32(ref CurrentLeaderEpoch);
            v.Int32(ref LeaderEpoch);
        }
    }
}

public sealed class OffsetForLeaderEpochResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<OffsetForLeaderTopicResult> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Topics);
    }

    public sealed class OffsetForLeaderTopicResult : IMessage
    {
        public string Topic = "";
        public List<EpochEndOffset> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Topic);
            v.Array(ref Partitions);
        }
    }

    public sealed class EpochEndOffset : IMessage
    {
        public ErrorCode ErrorCode;
        public int Partition;
        public int LeaderEpoch = -1;
        public long EndOffset = -1;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Error(ref ErrorCode);
            v.Int32(ref Partition);
            v.Int32(ref LeaderEpoch);
            v.Int64(ref EndOffset);
        }
    }
}
