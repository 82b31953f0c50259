using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class DeleteGroupsRequest : IRequest<DeleteGroupsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.DeleteGroups, 0, 2, 2);

    public List<string> GroupsNames = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Strings(ref GroupsNames);
    }
}

public sealed class DeleteGroupsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DeletableGroupResult> Results = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Results);
    }

    public sealed class DeletableGroupResult : IMessage
    {
        public string GroupId = "";
        public ErrorCode ErrorCode;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref GroupId);
            v.Error(ref ErrorCode);
        }
    }
}
