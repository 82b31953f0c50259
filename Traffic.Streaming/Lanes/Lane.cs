using Traffic.Streaming.Declarations;
using Traffic.Streaming.Deduplication;
using Traffic.Streaming.Processing;
using Traffic.Streaming.Windows;

namespace Traffic.Streaming.Lanes;

/// <summary>All that is kept for one run in one raw partition.</summary>
internal sealed class Lane
{
    public const string Live = "live";

    public Lane(StreamDeclaration stream, string run, string part, IEnumerable<WindowPlan> plans)
    {
        Run = run;
        Part = part;
        Clock = new LaneClock(stream);
        RebuildLog = new RebuildLog(LaneClock.Micros(stream.Horizon));
        Windows = [.. plans.Select(plan => new WindowSet(plan, this))];
    }

    /// <summary>The run, <see cref="Live"/> for records without one.</summary>
    public string Run { get; }

    /// <summary>What its windows carry as <c>part</c>.</summary>
    public string Part { get; }

    public LaneClock Clock { get; }
    public LaneCounters Counters { get; } = new();
    public IdentitySet Identities { get; } = new();
    public RebuildLog RebuildLog { get; }
    public WindowSet[] Windows { get; }

    /// <summary>Judges the records that are read again after a restart; null otherwise.</summary>
    public LaneRebuilder? Rebuilder { get; set; }

    /// <summary>Windows that end at or before it were released from state, µs; it follows the watermark at emission.</summary>
    public long ReleasedTo { get; set; } = LaneClock.Never;

    /// <summary>It changed since the last checkpoint.</summary>
    public bool Unsaved { get; set; }

    /// <summary>Closes the run: its watermark is infinite, ids are of no use any more, windows go with the next emission.</summary>
    public void End()
    {
        Clock.Ended = true;
        Identities.Clear();
        RebuildLog.Clear();
    }

    public LaneCheckpoint ToCheckpoint(string topic, int partition, long next) => new()
    {
        Topic = topic,
        Partition = partition,
        Run = Run,
        Next = next,
        MaxEventTime = Clock.MaxEventTime,
        Watermark = Clock.Watermark is LaneClock.Never or long.MaxValue ? null : Instant(Clock.Watermark),
        Sequence = Clock.Sequence,
        Ended = Clock.Ended,
        ReleasedTo = ReleasedTo,
        Rebuild = RebuildLog.ToCheckpoint(),
        OpenWindows = Windows.Sum(w => w.States.Count),
        UnfinishedWindows = Windows.Sum(w => w.States.Count(s => !s.Finished || s.Changed)),
        Records = Counters.Records,
        Accepted = Counters.Accepted,
        Duplicates = Counters.Duplicates,
        Forwarded = Counters.Forwarded,
        Control = Counters.Control,
        DeadLetters = new Dictionary<string, long>(Counters.DeadLetters),
    };

    public void Restore(LaneCheckpoint checkpoint, StreamDeclaration stream)
    {
        Clock.MaxEventTime = checkpoint.MaxEventTime;
        Clock.Sequence = checkpoint.Sequence;
        Clock.Ended = checkpoint.Ended;
        ReleasedTo = checkpoint.ReleasedTo;
        Counters.Records = checkpoint.Records;
        Counters.Accepted = checkpoint.Accepted;
        Counters.Duplicates = checkpoint.Duplicates;
        Counters.Forwarded = checkpoint.Forwarded;
        Counters.Control = checkpoint.Control;
        foreach (var (reason, count) in checkpoint.DeadLetters)
        {
            Counters.DeadLetters[reason] = count;
        }

        if (checkpoint.Rebuild is { } rebuild)
        {
            RebuildLog.Restore(rebuild, Clock.MaxEventTime);
            Rebuilder = new LaneRebuilder(rebuild, stream);
        }
    }

    /// <summary>Event times may lie at the edge of what has a text; a watermark before it is shown as that edge.</summary>
    private static DateTimeOffset Instant(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.Max(micros, EventTime.TimestampText.MinMicros) * TimeSpan.TicksPerMicrosecond);
}
