namespace Traffic.Kafka.Protocol.Wire;

/// <summary>An API of the protocol with the range of versions that the schema describes.</summary>
/// <param name="Key">Number of the API on the wire.</param>
/// <param name="MinVersion">Oldest version described.</param>
/// <param name="MaxVersion">Newest version described.</param>
/// <param name="FlexibleFrom">First version with compact lengths and tagged fields; <see cref="Never"/> if none.</param>
public sealed record ApiInfo(ApiKey Key, short MinVersion, short MaxVersion, short FlexibleFrom)
{
    public const short Never = short.MaxValue;

    public bool Supports(short version) => version >= MinVersion && version <= MaxVersion;

    public bool IsFlexible(short version) => version >= FlexibleFrom;

    public short RequestHeaderVersion(short version) => (short)(IsFlexible(version) ? 2 : 1);

    /// <summary>An ApiVersions response always has the oldest header, for its reader can't know the version yet.</summary>
    public short ResponseHeaderVersion(short version) => (short)(IsFlexible(version) && Key != ApiKey.ApiVersions ? 1 : 0);
}
