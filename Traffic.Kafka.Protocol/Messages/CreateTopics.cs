using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class CreateTopicsRequest : IRequest<CreateTopicsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.CreateTopics, 2, 7, 5);

    public List<CreatableTopic> Topics = [];
    public int TimeoutMs = 60000;
    public bool ValidateOnly;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Array(ref Topics);
        v.Int32(ref TimeoutMs);
        v.Bool(ref ValidateOnly);
    }

    public sealed class CreatableTopic : IMessage
    {
        public string Name = "";
        public int NumPartitions;
        public short ReplicationFactor;
        public List<CreatableReplicaAssignment> Assignments = [];
        public List<CreatableTopicConfig> Configs = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Int32(ref NumPartitions);
            v.Int16(ref ReplicationFactor);
            v.Array(ref Assignments);
            v.Array(ref Configs);
        }
    }

    public sealed class CreatableReplicaAssignment : IMessage
    {
        public int PartitionIndex;
        public List<int> BrokerIds = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Int32s(ref BrokerIds);
        }
    }

    public sealed class CreatableTopicConfig : IMessage
    {
        public string Name = "";
        public string? Value;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.NullableString(ref Value);
        }
    }
}

public sealed class CreateTopicsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<CreatableTopicResult> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Topics);
    }

    public sealed class CreatableTopicResult : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public ErrorCode TopicConfigErrorCode;
        public int NumPartitions = -1;
        public short ReplicationFactor = -1;
        public List<CreatableTopicConfigs>? Configs;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Uuid(ref TopicId, from: 7);
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage);
            v.Int32(ref NumPartitions, from: 5);
            v.Int16(ref ReplicationFactor, from: 5);
            v.NullableArray(ref Configs, from: 5);
        }

        public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            if (v.Tag(0, isDefault: TopicConfigErrorCode == ErrorCode.None, from: 5))
            {
                v.Error(ref TopicConfigErrorCode);
            }
        }
    }

    public sealed class CreatableTopicConfigs : IMessage
    {
        public string Name = "";
        public string? Value;
        public bool ReadOnly;
        public sbyte ConfigSource = -1;
        public bool IsSensitive;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.NullableString(ref Value);
            v.Bool(ref ReadOnly);
            v.Int8(ref ConfigSource);
            v.Bool(ref IsSensitive);
        }
    }
}
