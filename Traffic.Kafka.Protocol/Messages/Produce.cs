using Traffic.Kafka.Protocol.Records;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class ProduceRequest : IRequest<ProduceResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.Produce, 3, 13, 9);

    public string? TransactionalId;
    public short Acks;
    public int TimeoutMs;
    public List<TopicProduceData> TopicData = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.NullableString(ref TransactionalId);
        v.Int16(ref Acks);
        v.Int32(ref TimeoutMs);
        v.Array(ref TopicData);
    }

    public sealed class TopicProduceData : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public List<PartitionProduceData> PartitionData = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name, to: 12);
            v.Uuid(ref TopicId, from: 13);
            v.Array(ref PartitionData);
        }
    }

    public sealed class PartitionProduceData : IMessage
    {
        public int Index;
        public RecordData Records;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref Index);
            v.Records(ref Records);
        }
    }
}

public sealed class ProduceResponse : IMessage
{
    public List<TopicProduceResponse> Responses = [];
    public int ThrottleTimeMs;
    public List<NodeEndpoint> NodeEndpoints = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Array(ref Responses);
        v.Int32(ref ThrottleTimeMs);
    }

    public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        if (v.Tag(0, isDefault: NodeEndpoints.Count == 0, from: 10))
        {
            v.Array(ref NodeEndpoints);
        }
    }

    public sealed class TopicProduceResponse : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public List<PartitionProduceResponse> PartitionResponses = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name, to: 12);
            v.Uuid(ref TopicId, from: 13);
            v.Array(ref PartitionResponses);
        }
    }

    public sealed class PartitionProduceResponse : IMessage
    {
        public int Index;
        public ErrorCode ErrorCode;
        public long BaseOffset;
        public long LogAppendTimeMs = -1;
        public long LogStartOffset = -1;
        public List<BatchIndexAndErrorMessage> RecordErrors = [];
        public string? ErrorMessage;
        public LeaderIdAndEpoch? CurrentLeader;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref Index);
            v.Error(ref ErrorCode);
            v.Int64(ref BaseOffset);
            v.Int64(ref LogAppendTimeMs);
            v.Int64(ref LogStartOffset, from: 5);
            v.Array(ref RecordErrors, from: 8);
            v.NullableString(ref ErrorMessage, from: 8);
        }

        public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            if (v.Tag(0, isDefault: CurrentLeader is null, from: 10))
            {
                v.Struct(ref CurrentLeader!);
            }
        }
    }

    public sealed class BatchIndexAndErrorMessage : IMessage
    {
        public int BatchIndex;
        public string? BatchIndexErrorMessage;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref BatchIndex);
            v.NullableString(ref BatchIndexErrorMessage);
        }
    }
}
