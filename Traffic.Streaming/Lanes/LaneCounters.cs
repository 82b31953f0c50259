namespace Traffic.Streaming.Lanes;

/// <summary>What became of the records of a lane. Records = accepted + dead letters + duplicates + forwarded + control.</summary>
internal sealed class LaneCounters
{
    public long Records { get; set; }
    public long Accepted { get; set; }
    public long Duplicates { get; set; }
    public long Forwarded { get; set; }
    public long Control { get; set; }

    /// <summary>By reason.</summary>
    public SortedDictionary<string, long> DeadLetters { get; } = new(StringComparer.Ordinal);

    public void CountDeadLetter(string reason) => DeadLetters[reason] = DeadLetters.GetValueOrDefault(reason) + 1;
}
