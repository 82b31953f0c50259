using System.Globalization;
using Traffic.Embedded.Broker.Network;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>The broker's settings under Kafka's names, as DescribeConfigs tells them.</summary>
internal sealed class BrokerSettings(BrokerOptions options, BrokerNode node)
{
    public IReadOnlyList<TopicSetting> All { get; } =
    [
        new("advertised.listeners", SettingType.String, $"PLAINTEXT://{node.Host}:{node.Port.ToString(CultureInfo.InvariantCulture)}"),
        new("auto.create.topics.enable", SettingType.Boolean, options.AutoCreateTopics ? "true" : "false"),
        new("broker.id", SettingType.Int, node.Id.ToString(CultureInfo.InvariantCulture)),
        new("default.replication.factor", SettingType.Int, "1"),
        new("delete.topic.enable", SettingType.Boolean, "true"),
        new("group.initial.rebalance.delay.ms", SettingType.Int, options.GroupInitialRebalanceDelayMs.ToString(CultureInfo.InvariantCulture)),
        new("log.dirs", SettingType.String, options.Data),
        new("node.id", SettingType.Int, node.Id.ToString(CultureInfo.InvariantCulture)),
        new("num.partitions", SettingType.Int, options.DefaultPartitions.ToString(CultureInfo.InvariantCulture)),
        new("socket.request.max.bytes", SettingType.Int, options.MaxRequestBytes.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Whether a resource name means this broker; the empty name is the default of all brokers.</summary>
    public bool IsNamed(string name) => name.Length == 0 || name == node.Id.ToString(CultureInfo.InvariantCulture);
}
