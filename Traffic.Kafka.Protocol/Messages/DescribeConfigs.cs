using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class DescribeConfigsRequest : IRequest<DescribeConfigsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.DescribeConfigs, 1, 4, 4);

    public List<DescribeConfigsResource> Resources = [];
    public bool IncludeSynonyms;
    public bool IncludeDocumentation;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Array(ref Resources);
        v.Bool(ref IncludeSynonyms);
        v.Bool(ref IncludeDocumentation, from: 3);
    }

    public sealed class DescribeConfigsResource : IMessage
    {
        public sbyte ResourceType;
        public string ResourceName = "";
        public List<string>? ConfigurationKeys;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int8(ref ResourceType);
            v.String(ref ResourceName);
            v.NullableStrings(ref ConfigurationKeys);
        }
    }
}

public sealed class DescribeConfigsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DescribeConfigsResult> Results = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Array(ref Results);
    }

    public sealed class DescribeConfigsResult : IMessage
    {
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public sbyte ResourceType;
        public string ResourceName = "";
        public List<DescribeConfigsResourceResult> Configs = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Error(ref ErrorCode);
            v.NullableString(ref ErrorMessage);
            v.Int8(ref ResourceType);
            v.String(ref ResourceName);
            v.Array(ref Configs);
        }
    }

    public sealed class DescribeConfigsResourceResult : IMessage
    {
        public string Name = "";
        public string? Value;
        public bool ReadOnly;
        public sbyte ConfigSource = -1;
        public bool IsSensitive;
        public List<DescribeConfigsSynonym> Synonyms = [];
        public sbyte ConfigType;
        public string? Documentation;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.NullableString(ref Value);
            v.Bool(ref ReadOnly);
            v.Int8(ref ConfigSource);
            v.Bool(ref IsSensitive);
            v.Array(ref Synonyms);
            v.Int8(ref ConfigType, from: 3);
            v.NullableString(ref Documentation, from: 3);
        }
    }

    public sealed class DescribeConfigsSynonym : IMessage
    {
        public string Name = "";
        public string? Value;
        public sbyte Source;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.NullableString(ref Value);
            v.Int8(ref Source);
        }
    }
}
