namespace Traffic.Streaming.Processing;

/// <summary>State and counters of a lane, as written to the changelog and shown by the pipeline API.</summary>
public sealed record LaneCheckpoint
{
    public required string Topic { get; init; }
    public required int Partition { get; init; }

    /// <summary>The run; <c>live</c> for records without one.</summary>
    public required string Run { get; init; }

    /// <summary>Next offset of the partition at the commit that wrote this; the window records of that commit carry it too.</summary>
    public required long Next { get; init; }

    /// <summary>Greatest event time of the accepted records, µs UTC; <see cref="long.MinValue"/> before the first.</summary>
    public long MaxEventTime { get; init; } = long.MinValue;

    /// <summary>Record watermark, UTC; null before the first accepted record and after the end of a run.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Last <c>seq</c> seen, −1 where there was none.</summary>
    public long Sequence { get; init; } = -1;

    /// <summary>The run's <c>end</c> was seen: watermark is infinite, state is freed.</summary>
    public bool Ended { get; init; }

    /// <summary>Windows that end at or before it are no longer in state, µs UTC.</summary>
    public long ReleasedTo { get; init; } = long.MinValue;

    /// <summary>How the lane gets its ids back; null where it holds none.</summary>
    public LaneRebuild? Rebuild { get; init; }

    /// <summary>Windows in state, and how many of them were not yet emitted as final or corrected.</summary>
    public int OpenWindows { get; init; }

    public int UnfinishedWindows { get; init; }

    /// <summary>Records = accepted + dead letters + duplicates + forwarded + control.</summary>
    public long Records { get; init; }

    public long Accepted { get; init; }
    public long Duplicates { get; init; }
    public long Forwarded { get; init; }
    public long Control { get; init; }

    /// <summary>Dead letters by reason.</summary>
    public IReadOnlyDictionary<string, long> DeadLetters { get; init; } = new Dictionary<string, long>();
}
