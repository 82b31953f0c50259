using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class ApiVersionsRequest : IRequest<ApiVersionsResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.ApiVersions, 0, 4, 3);

    public string ClientSoftwareName = "";
    public string ClientSoftwareVersion = "";

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref ClientSoftwareName, from: 3);
        v.String(ref ClientSoftwareVersion, from: 3);
    }
}

public sealed class ApiVersionsResponse : IMessage
{
    public ErrorCode ErrorCode;
    public List<ApiVersion> ApiKeys = [];
    public int ThrottleTimeMs;
    public List<SupportedFeatureKey> SupportedFeatures = [];
    public long FinalizedFeaturesEpoch = -1;
    public List<FinalizedFeatureKey> FinalizedFeatures = [];
    public bool ZkMigrationReady;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Error(ref ErrorCode);
        v.Array(ref ApiKeys);
        v.Int32(ref ThrottleTimeMs, from: 1);
    }

    public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        if (v.Tag(0, isDefault: SupportedFeatures.Count == 0, from: 3))
        {
            v.Array(ref SupportedFeatures);
        }

        if (v.Tag(1, isDefault: FinalizedFeaturesEpoch == -1, from: 3))
        {
            v.Int64(ref FinalizedFeaturesEpoch);
        }

        if (v.Tag(2, isDefault: FinalizedFeatures.Count == 0, from: 3))
        {
            v.Array(ref FinalizedFeatures);
        }

        if (v.Tag(3, isDefault: !ZkMigrationReady, from: 3))
        {
            v.Bool(ref ZkMigrationReady);
        }
    }

    public sealed class ApiVersion : IMessage
    {
        public short ApiKey;
        public short MinVersion;
        public short MaxVersion;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int16(ref ApiKey);
            v.Int16(ref MinVersion);
            v.Int16(ref MaxVersion);
        }
    }

    public sealed class SupportedFeatureKey : IMessage
    {
        public string Name = "";
        public short MinVersion;
        public short MaxVersion;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Int16(ref MinVersion);
            v.Int16(ref MaxVersion);
        }
    }

    public sealed class FinalizedFeatureKey : IMessage
    {
        public string Name = "";
        public short MaxVersionLevel;
        public short MinVersionLevel;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Name);
            v.Int16(ref MaxVersionLevel);
            v.Int16(ref MinVersionLevel);
        }
    }
}
