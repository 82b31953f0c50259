using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class JoinGroupRequest : IRequest<JoinGroupResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.JoinGroup, 0, 9, 6);

    public string GroupId = "";
    public int SessionTimeoutMs;
    public int RebalanceTimeoutMs = -1;
    public string MemberId = "";
    public string? GroupInstanceId;
    public string ProtocolType = "";
    public List<JoinGroupRequestProtocol> Protocols = [];
    public string? Reason;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId);
        v.Int32(ref SessionTimeoutMs);
        v.Int32(ref RebalanceTimeoutMs, from: 1);
        v.String(ref MemberId);
        v.NullableString(ref GroupInstanceId, from: 5);
        v.String(ref ProtocolType);
        v.Array(ref Protocols);
        v.NullableString(ref Reason, from: 8);
    }

    public sealed class JoinGroupRequestProtocol : IMessage
    {
        public string Name = "";
        public ReadOnlyMemory<byte> Metadata;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Bytes(ref Metadata);
        }
    }
}

public sealed class JoinGroupResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public int GenerationId = -1;
    public string? ProtocolType;
    public string? ProtocolName;
    public string Leader = "";
    public bool SkipAssignment;
    public string MemberId = "";
    public List<JoinGroupResponseMember> Members = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 2);
        v.Error(ref ErrorCode);
        v.Int32(ref GenerationId);
        v.NullableString(ref ProtocolType, from: 7);
        v.NullableString(ref ProtocolName, nullable: 7);
        v.String(ref Leader);
        v.Bool(ref SkipAssignment, from: 9);
        v.String(ref MemberId);
        v.Array(ref Members);
    }

    public sealed class JoinGroupResponseMember : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public ReadOnlyMemory<byte> Metadata;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref MemberId);
            v.NullableString(ref GroupInstanceId, from: 5);
            v.Bytes(ref Metadata);
        }
    }
}
