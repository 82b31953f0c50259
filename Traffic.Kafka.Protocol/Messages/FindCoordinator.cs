using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class FindCoordinatorRequest : IRequest<FindCoordinatorResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.FindCoordinator, 0, 6, 3);

    public string Key = "";
    public sbyte KeyType;
    public List<string> CoordinatorKeys = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref Key, to: 3);
        v.Int8(ref KeyType, from: 1);
        v.Strings(ref CoordinatorKeys, from: 4);
    }
}

public sealed class FindCoordinatorResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public string? ErrorMessage;
    public int NodeId;
    public string Host = "";
    public int Port;
    public List<Coordinator> Coordinators = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 1);
        v.Error(ref ErrorCode, to: 3);
        v.NullableString(ref ErrorMessage, from: 1, to: 3);
        v.Int32(ref NodeId, to: 3);
        v.String(ref Host, to: 3);
        v.Int32(ref Port, to: 3);
        v.Array(ref Coordinators, from: 4);
    }

    public sealed class Coordinator : IMessage
    {
        public string Key = "";
        public int NodeId;
        public string Host = "";
        public int Port;
        public ErrorCode ErrorCode;
        public string? ErrorMessage;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Key);
            v.Int32(ref NodeId);
            v.String(ref Host);
            v.Int32(ref Port);
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage);
        }
    }
}
