namespace Traffic.Embedded.Broker.Storage;

/// <summary>The settings of a topic that its partitions' logs go by.</summary>
internal sealed record LogConfig
{
    public int SegmentBytes { get; init; } = 1 << 30;

    public long SegmentMs { get; init; } = long.MaxValue;

    public int MaxMessageBytes { get; init; } = 1048588;

    public bool LogAppendTime { get; init; }

    /// <summary>How far (ms) a producer's timestamp may lie before or after the broker's clock.</summary>
    public long TimestampBeforeMaxMs { get; init; } = long.MaxValue;

    public long TimestampAfterMaxMs { get; init; } = long.MaxValue;

    /// <summary>Compacted topics take no record without a key.</summary>
    public bool Compacted { get; init; }
}
