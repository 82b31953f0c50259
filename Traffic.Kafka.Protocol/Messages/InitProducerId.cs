using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class InitProducerIdRequest : IRequest<InitProducerIdResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.InitProducerId, 0, 5, 2);

    public string? TransactionalId;
    public int TransactionTimeoutMs;
    public long ProducerId = -1;
    public short ProducerEpoch = -1;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.NullableString(ref TransactionalId);
        v.Int32(ref TransactionTimeoutMs);
        v.Int64(ref ProducerId, from: 3);
        v.Int16(ref ProducerEpoch, from: 3);
    }
}

public sealed class InitProducerIdResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public long ProducerId = -1;
    public short ProducerEpoch;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Error(ref ErrorCode);
        v.Int64(ref ProducerId);
        v.Int16(ref ProducerEpoch);
    }
}
