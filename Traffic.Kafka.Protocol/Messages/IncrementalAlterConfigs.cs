using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class IncrementalAlterConfigsRequest : IRequest<IncrementalAlterConfigsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.IncrementalAlterConfigs, 0, 1, 1);

    public List<AlterConfigsResource> Resources = [];
    public bool ValidateOnly;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Array(ref Resources);
        v.Bool(ref ValidateOnly);
    }

    public sealed class AlterConfigsResource : IMessage
    {
        public sbyte ResourceType;
        public string ResourceName = "";
        public List<AlterableConfig> Configs = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int8(ref ResourceType);
            v.String(ref ResourceName);
            v.Array(ref Configs);
        }
    }

    public sealed class AlterableConfig : IMessage
    {
        public string Name = "";
        public sbyte ConfigOperation;
        public string? Value;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Int8(ref ConfigOperation);
            v.NullableString(ref Value);
        }
    }
}

public sealed class IncrementalAlterConfigsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<AlterConfigsResourceResponse> Responses = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Responses);
    }

    public sealed class AlterConfigsResourceResponse : IMessage
    {
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public sbyte ResourceType;
        public string ResourceName = "";

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage);
            v.Int8(ref ResourceType);
            v.String(ref ResourceName);
        }
    }
}
