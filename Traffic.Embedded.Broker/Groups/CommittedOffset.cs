namespace Traffic.Embedded.Broker.Groups;

/// <summary>A partition by its topic's name.</summary>
internal readonly record struct TopicPartition(string Topic, int Partition);

/// <summary>What a group committed for a partition.</summary>
/// <param name="CommitTime">Milliseconds.</param>
internal sealed record CommittedOffset(long Offset, int LeaderEpoch, string Metadata, long CommitTime);
