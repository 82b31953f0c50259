using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class MetadataRequest : IRequest<MetadataResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.Metadata, 0, 13, 9);

    public List<MetadataRequestTopic>? Topics;
    public bool AllowAutoTopicCreation = true;
    public bool IncludeClusterAuthorizedOperations;
    public bool IncludeTopicAuthorizedOperations;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.NullableArray(ref Topics, nullable: 1);
        v.Bool(ref AllowAutoTopicCreation, from: 4);
        v.Bool(ref IncludeClusterAuthorizedOperations, from: 8, to: 10);
        v.Bool(ref IncludeTopicAuthorizedOperations, from: 8);
    }

    public sealed class MetadataRequestTopic : IMessage
    {
        public Guid TopicId;
        public string? Name;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Uuid(ref TopicId, from: 10);
            v.NullableString(ref Name, nullable: 10);
        }
    }
}

public sealed class MetadataResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<MetadataResponseBroker> Brokers = [];
    public string? ClusterId;
    public int ControllerId = -1;
    public List<MetadataResponseTopic> Topics = [];
    public int ClusterAuthorizedOperations = int.MinValue;
    public ErrorCode ErrorCode;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs, from: 3);
        v.Array(ref Brokers);
        v.NullableString(ref ClusterId, from: 2);
        v.Int32(ref ControllerId, from: 1);
        v.Array(ref Topics);
        v.Int32(ref ClusterAuthorizedOperations, from: 8, to: 10);
        v.Error(ref ErrorCode, from: 13);
    }

    public sealed class MetadataResponseBroker : IMessage
    {
        public int NodeId;
        public string Host = "";
        public int Port;
        public string? Rack;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref NodeId);
            v.String(ref Host);
            v.Int32(ref Port);
            v.NullableString(ref Rack, from: 1);
        }
    }

    public sealed class MetadataResponseTopic : IMessage
    {
        public ErrorCode ErrorCode;
        public string? Name;
        public Guid TopicId;
        public bool IsInternal;
        public List<MetadataResponsePartition> Partitions = [];
        public int TopicAuthorizedOperations = int.MinValue;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Error(ref ErrorCode);
            v.NullableString(ref Name, nullable: 12);
            v.Uuid(ref TopicId, from: 10);
            v.Bool(ref IsInternal, from: 1);
            v.Array(ref Partitions);
            v.Int32(ref TopicAuthorizedOperations, from: 8);
        }
    }

    public sealed class MetadataResponsePartition : IMessage
    {
        public ErrorCode ErrorCode;
        public int PartitionIndex;
        public int LeaderId;
        public int LeaderEpoch = -1;
        public List<int> ReplicaNodes = [];
        public List<int> IsrNodes = [];
        public List<int> OfflineReplicas = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Error(ref ErrorCode);
            v.Int32(ref PartitionIndex);
            v.Int32(ref LeaderId);
            v.Int32(ref LeaderEpoch, from: 7);
            v.Int32s(ref ReplicaNodes);
            v.Int32s(ref IsrNodes);
            v.Int32s(ref OfflineReplicas, from: 5);
        }
    }
}
