using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class LeaveGroupRequest : IRequest<LeaveGroupResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.LeaveGroup, 0, 5, 4);

    public string GroupId = "";
    public string MemberId = "";
    public List<MemberIdentity> Members = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref GroupId);
        v.String(ref MemberId, to: 2);
        v.Array(ref Members, from: 3);
    }

    public sealed class MemberIdentity : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public string? Reason;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref MemberId);
            v.NullableString(ref GroupInstanceId);
            v.NullableString(ref Reason, from: 5);
        }
    }
}

public sealed class LeaveGroupResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public List<MemberResponse> Members = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 1);
        v.Error(ref ErrorCode);
        v.Array(ref Members, from: 3);
    }

    public sealed class MemberResponse : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public ErrorCode ErrorCode;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref MemberId);
            v.NullableString(ref GroupInstanceId);
            v.Error(ref ErrorCode);
        }
    }
}
