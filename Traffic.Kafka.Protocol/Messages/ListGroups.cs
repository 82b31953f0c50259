using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class ListGroupsRequest : IRequest<ListGroupsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.ListGroups, 0, 5, 3);

    public List<string> StatesFilter = [];
    public List<string> TypesFilter = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Strings(ref StatesFilter, from: 4);
        v.Strings(ref TypesFilter, from: 5);
    }
}

public sealed class ListGroupsResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public List<ListedGroup> Groups = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 1);
        v.Error(ref ErrorCode);
        v.Array(ref Groups);
    }

    public sealed class ListedGroup : IMessage
    {
        public string GroupId = "";
        public string ProtocolType = "";
        public string GroupState = "";
        public string GroupType = "";

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref GroupId);
            v.String(ref ProtocolType);
            v.String(ref GroupState, from: 4);
            v.String(ref GroupType, from: 5);
        }
    }
}
