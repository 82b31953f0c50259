using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class DeleteTopicsRequest : IRequest<DeleteTopicsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.DeleteTopics, 1, 6, 4);

    public List<DeleteTopicState> Topics = [];
    public List<string> TopicNames = [];
    public int TimeoutMs;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Array(ref Topics, from: 6);
        v.Strings(ref TopicNames, to: 5);
        v.Int32(ref TimeoutMs);
    }

    public sealed class DeleteTopicState : IMessage
    {
        public string? Name;
        public Guid TopicId;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.NullableString(ref Name);
            v.Uuid(ref TopicId);
        }
    }
}

public sealed class DeleteTopicsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DeletableTopicResult> Responses = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Responses);
    }

    public sealed class DeletableTopicResult : IMessage
    {
        public string? Name;
        public Guid TopicId;
        public ErrorCode ErrorCode;
        public string? ErrorMessage;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.NullableString(ref Name, nullable: 6);
            v.Uuid(ref TopicId, from: 6);
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage, from: 5);
        }
    }
}
