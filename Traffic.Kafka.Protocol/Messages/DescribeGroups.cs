using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class DescribeGroupsRequest : IRequest<DescribeGroupsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.DescribeGroups, 0, 6, 5);

    public List<string> Groups = [];
    public bool IncludeAuthorizedOperations;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Strings(ref Groups);
        v.Bool(ref IncludeAuthorizedOperations, from: 3);
    }
}

public sealed class DescribeGroupsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DescribedGroup> Groups = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 1);
        v.Array(ref Groups);
    }

    public sealed class DescribedGroup : IMessage
    {
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public string GroupId = "";
        public string GroupState = "";
        public string ProtocolType = "";
        public string ProtocolData = "";
        public List<DescribedGroupMember> Members = [];
        public int AuthorizedOperations = int.MinValue;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage, from: 6);
            v.String(ref GroupId);
            v.String(ref GroupState);
            v.String(ref ProtocolType);
            v.String(ref ProtocolData);
            v.Array(ref Members);
            v.Int32(ref AuthorizedOperations, from: 3);
        }
    }

    public sealed class DescribedGroupMember : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public string ClientId = "";
        public string ClientHost = "";
        public ReadOnlyMemory<byte> MemberMetadata;
        public ReadOnlyMemory<byte> MemberAssignment;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref MemberId);
            v.NullableString(ref GroupInstanceId, from: 4);
            v.String(ref ClientId);
            v.String(ref ClientHost);
            v.Bytes(ref MemberMetadata);
            v.Bytes(ref MemberAssignment);
        }
    }
}
