using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class CreatePartitionsRequest : IRequest<CreatePartitionsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.CreatePartitions, 0, 3, 2);

    public List<CreatePartitionsTopic> Topics = [];
    public int TimeoutMs;
    public bool ValidateOnly;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Array(ref Topics);
        v.Int32(ref TimeoutMs);
        v.Bool(ref ValidateOnly);
    }

    public sealed class CreatePartitionsTopic : IMessage
    {
        public string Name = "";
        public int Count;
        public List<CreatePartitionsAssignment>? Assignments;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Int32(ref Count);
            v.NullableArray(ref Assignments);
        }
    }

    public sealed class CreatePartitionsAssignment : IMessage
    {
        public List<int> BrokerIds = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32s(ref BrokerIds);
        }
    }
}

public sealed class CreatePartitionsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<CreatePartitionsTopicResult> Results = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Results);
    }

    public sealed class CreatePartitionsTopicResult : IMessage
    {
        public string Name = "";
        public ErrorCode ErrorCode;
        public string? ErrorMessage;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage);
        }
    }
}
