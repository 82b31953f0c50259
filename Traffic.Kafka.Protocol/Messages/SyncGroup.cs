using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class SyncGroupRequest : IRequest<SyncGroupResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.SyncGroup, 0, 5, 4);

    public string GroupId = "";
    public int GenerationId;
    public string MemberId = "";
    public string? GroupInstanceId;
    public string? ProtocolType;
    public string? ProtocolName;
    public List<SyncGroupRequestAssignment> Assignments = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId);
        v.Int32(ref GenerationId);
        v.String(ref MemberId);
        v.NullableString(ref GroupInstanceId, from: 3);
        v.NullableString(ref ProtocolType, from: 5);
        v.NullableString(ref ProtocolName, from: 5);
        v.Array(ref Assignments);
    }

    public sealed class SyncGroupRequestAssignment : IMessage
    {
        public string MemberId = "";
        public ReadOnlyMemory<byte> Assignment;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref MemberId);
            v.Bytes(ref Assignment);
        }
    }
}

public sealed class SyncGroupResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public string? ProtocolType;
    public string? ProtocolName;
    public ReadOnlyMemory<byte> Assignment;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 1);
        v.Error(ref ErrorCode);
        v.NullableString(ref ProtocolType, from: 5);
        v.NullableString(ref ProtocolName, from: 5);
        v.Bytes(ref Assignment);
    }
}
