using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class OffsetDeleteRequest : IRequest<OffsetDeleteResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.OffsetDelete, 0, 0, ApiInfo.Never);

    public string GroupId = "";
    public List<OffsetDeleteRequestTopic> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId);
        v.Array(ref Topics);
    }

    public sealed class OffsetDeleteRequestTopic : IMessage
    {
        public string Name = "";
        public List<OffsetDeleteRequestPartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetDeleteRequestPartition : IMessage
    {
        public int PartitionIndex;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
        }
    }
}

public sealed class OffsetDeleteResponse : IMessage
{
    public ErrorCode ErrorCode;
    public int ThrottleTimeMs;
    public List<OffsetDeleteResponseTopic> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Error(ref ErrorCode);
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Topics);
    }

    public sealed class OffsetDeleteResponseTopic : IMessage
    {
        public string Name = "";
        public List<OffsetDeleteResponsePartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Array(ref Partitions);
        }
    }

    public sealed class OffsetDeleteResponsePartition : IMessage
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
