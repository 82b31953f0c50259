using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class DescribeClusterRequest : IRequest<DescribeClusterResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.DescribeCluster, 0, 2, 0);

    public bool IncludeClusterAuthorizedOperations;
    public sbyte EndpointType = 1;
    public bool IncludeFencedBrokers;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Bool(ref IncludeClusterAuthorizedOperations);
        v.Int8(ref EndpointType, from: 1);
        v.Bool(ref IncludeFencedBrokers, from: 2);
    }
}

public sealed class DescribeClusterResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public string? ErrorMessage;
    public sbyte EndpointType = 1;
    public string ClusterId = "";
    public int ControllerId = -1;
    public List<DescribeClusterBroker> Brokers = [];
    public int ClusterAuthorizedOperations = int.MinValue;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Error(ref ErrorCode);
        v.NullableString(ref ErrorMessage);
        v.Int8(ref EndpointType, from: 1);
        v.String(ref ClusterId);
        v.Int32(ref ControllerId);
        v.Array(ref Brokers);
        v.Int32(ref ClusterAuthorizedOperations);
    }

    public sealed class DescribeClusterBroker : IMessage
    {
        public int BrokerId;
        public string Host = "";
        public int Port;
        public string? Rack;
        public bool IsFenced;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref BrokerId);
            v.String(ref Host);
            v.Int32(ref Port);
            v.NullableString(ref Rack);
            v.Bool(ref IsFenced, from: 2);
        }
    }
}
