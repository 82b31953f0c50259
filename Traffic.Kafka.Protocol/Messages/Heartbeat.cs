using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class HeartbeatRequest : IRequest<HeartbeatResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.Heartbeat, 0, 4, 4);

    public string GroupId = "";
    public int GenerationId;
    public string MemberId = "";
    public string? GroupInstanceId;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId);
        v.Int32(ref GenerationId);
        v.String(ref MemberId);
        v.NullableString(ref GroupInstanceId, from: 3);
    }
}

public sealed class HeartbeatResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 1);
        v.Error(ref ErrorCode);
    }
}
