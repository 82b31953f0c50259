namespace Traffic.Embedded.Broker.Topics;

/// <summary>Where the value of a setting comes from, numbered as in DescribeConfigs.</summary>
internal static class ConfigSource
{
    public const sbyte Topic = 1;
    public const sbyte Static = 4;
    public const sbyte Default = 5;
}
