using System.Globalization;
using Traffic.Embedded.Broker.Storage;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>
/// The settings of topics with Kafka's names and defaults (https://kafka.apache.org/documentation/#topicconfigs).
/// All are kept and told; those that speak of replicas, throttling and caches change nothing on a single node.
/// </summary>
internal static class TopicSettings
{
    private static readonly TopicSetting[] All =
    [
        new("cleanup.policy", SettingType.List, "delete") { Allowed = ["delete", "compact"] },
        new("compression.gzip.level", SettingType.Int, "-1") { Min = -1, Max = 9 },
        new("compression.lz4.level", SettingType.Int, "9") { Min = 1, Max = 17 },
        new("compression.type", SettingType.String, "producer") { Allowed = ["producer", "uncompressed", "gzip", "snappy", "lz4", "zstd"] },
        new("compression.zstd.level", SettingType.Int, "3") { Min = -131072, Max = 22 },
        new("delete.retention.ms", SettingType.Long, "86400000") { Min = 0 },
        new("file.delete.delay.ms", SettingType.Long, "60000") { Min = 0 },
        new("flush.messages", SettingType.Long, "9223372036854775807") { Min = 1 },
        new("flush.ms", SettingType.Long, "9223372036854775807") { Min = 0 },
        new("follower.replication.throttled.replicas", SettingType.String, ""),
        new("index.interval.bytes", SettingType.Int, "4096") { Min = 0 },
        new("leader.replication.throttled.replicas", SettingType.String, ""),
        new("local.retention.bytes", SettingType.Long, "-2") { Min = -2 },
        new("local.retention.ms", SettingType.Long, "-2") { Min = -2 },
        new("max.compaction.lag.ms", SettingType.Long, "9223372036854775807") { Min = 1 },
        new("max.message.bytes", SettingType.Int, "1048588") { Min = 0 },
        new("message.timestamp.after.max.ms", SettingType.Long, "3600000") { Min = 0 },
        new("message.timestamp.before.max.ms", SettingType.Long, "9223372036854775807") { Min = 0 },
        new("message.timestamp.type", SettingType.String, "CreateTime") { Allowed = ["CreateTime", "LogAppendTime"] },
        new("min.cleanable.dirty.ratio", SettingType.Double, "0.5") { Min = 0, Max = 1 },
        new("min.compaction.lag.ms", SettingType.Long, "0") { Min = 0 },
        new("min.insync.replicas", SettingType.Int, "1") { Min = 1 },
        new("preallocate", SettingType.Boolean, "false"),
        new("remote.storage.enable", SettingType.String, "false") { Allowed = ["false"] },
        new("retention.bytes", SettingType.Long, "-1") { Min = -1 },
        new("retention.ms", SettingType.Long, "604800000") { Min = -1 },
        new("segment.bytes", SettingType.Int, "1073741824") { Min = 1 << 20 },
        new("segment.index.bytes", SettingType.Int, "10485760") { Min = 4 },
        new("segment.jitter.ms", SettingType.Long, "0") { Min = 0 },
        new("segment.ms", SettingType.Long, "604800000") { Min = 1 },
        new("unclean.leader.election.enable", SettingType.Boolean, "false"),
    ];

    public static IReadOnlyList<TopicSetting> Definitions => All;

    public static TopicSetting? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>What is wrong with the settings, or null.</summary>
    public static string? Problem(IReadOnlyDictionary<string, string> settings) =>
        settings.Select(s => Find(s.Key) is { } known ? known.Problem(s.Value) : $"Unknown topic config name: {s.Key}").FirstOrDefault(p => p is not null);

    /// <summary>What the settings mean for the partitions' logs.</summary>
    public static LogConfig ToLogConfig(IReadOnlyDictionary<string, string> settings)
    {
        return new LogConfig
        {
            SegmentBytes = (int)Number("segment.bytes"),
            SegmentMs = Number("segment.ms"),
            MaxMessageBytes = (int)Number("max.message.bytes"),
            LogAppendTime = Value("message.timestamp.type") == "LogAppendTime",
            TimestampBeforeMaxMs = Number("message.timestamp.before.max.ms"),
            TimestampAfterMaxMs = Number("message.timestamp.after.max.ms"),
            Compacted = Value("cleanup.policy").Contains("compact", StringComparison.Ordinal),
        };

        string Value(string name) => settings.TryGetValue(name, out var value) ? value : Find(name)!.Default;

        long Number(string name) => long.Parse(Value(name), CultureInfo.InvariantCulture);
    }
}
