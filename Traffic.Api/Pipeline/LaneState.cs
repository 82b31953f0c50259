using Traffic.Streaming.Processing;

namespace Traffic.Api.Pipeline;

/// <summary>A lane: the records of one run in one raw partition.</summary>
internal sealed record LaneState
{
    public required string Feed { get; init; }
    public required string Stream { get; init; }
    public required string Topic { get; init; }
    public required int Partition { get; init; }
    public required string Run { get; init; }

    /// <summary>Null before the first accepted record and after the end of a run.</summary>
    public required DateTimeOffset? Watermark { get; init; }

    /// <summary>Last sequence number of a run; −1 where there is none.</summary>
    public required long Seq { get; init; }

    public required bool Ended { get; init; }
    public required int OpenWindows { get; init; }
    public required int UnfinishedWindows { get; init; }
    public required long Records { get; init; }
    public required long Accepted { get; init; }
    public required IReadOnlyDictionary<string, long> DeadLetters { get; init; }
    public required long Duplicates { get; init; }
    public required long Forwarded { get; init; }
    public required long Control { get; init; }

    public static LaneState Of(string feed, string stream, LaneCheckpoint lane) => new()
    {
        Feed = feed,
        Stream = stream,
        Topic = lane.Topic,
        Partition = lane.Partition,
        Run = lane.Run,
        Watermark = lane.Watermark,
        Seq = lane.Sequence,
        Ended = lane.Ended,
        OpenWindows = lane.OpenWindows,
        UnfinishedWindows = lane.UnfinishedWindows,
        Records = lane.Records,
        Accepted = lane.Accepted,
        DeadLetters = lane.DeadLetters,
        Duplicates = lane.Duplicates,
        Forwarded = lane.Forwarded,
        Control = lane.Control,
    };
}
