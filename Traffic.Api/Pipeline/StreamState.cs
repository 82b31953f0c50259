namespace Traffic.Api.Pipeline;

/// <summary>A stream as a whole; counters are of all its lanes, watermark, delay and freshness of the live ones.</summary>
internal sealed record StreamState
{
    public required string Feed { get; init; }
    public required string Stream { get; init; }
    public required double RawRatePerS { get; init; }
    public required double CleanRatePerS { get; init; }
    public required double WindowRatePerS { get; init; }

    /// <summary>Raw records that are not processed.</summary>
    public required long ProcessorLag { get; init; }

    /// <summary>Results that are not in the tables.</summary>
    public required long SinkLag { get; init; }

    public required DateTimeOffset? Watermark { get; init; }

    /// <summary>Age of the watermark.</summary>
    public required double? WatermarkDelayS { get; init; }

    /// <summary>Age of the newest record in the tables, by event time.</summary>
    public required double? FreshnessS { get; init; }

    public required int OpenWindows { get; init; }
    public required IReadOnlyDictionary<string, long> DeadLetters { get; init; }
    public required long Records { get; init; }
    public required long Accepted { get; init; }
    public required long Duplicates { get; init; }
}
