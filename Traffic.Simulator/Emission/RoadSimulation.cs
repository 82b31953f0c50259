using Traffic.Simulator.Roads;

namespace Traffic.Simulator.Emission;

/// <summary>
/// Sends all roads' passages in order of event time, each when it is due. Runs are generated beside it, few at once.
/// It keeps no state of its own: where each road stands is read from the log when the road appears.
/// </summary>
internal sealed class RoadSimulation(
    IPassageLog log, RoadCatalogue roads, RoadModel model, double speed, TimeProvider time, ILogger logger)
{
    private const int RunsAtOnce = 4;

    /// <summary>Passages that become due this close together are sent together.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>How often new roads are looked for.</summary>
    private static readonly TimeSpan AdoptionInterval = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<RoadSchedule, long> _queue = new();
    private readonly Dictionary<RoadSchedule, Task<bool>> _generating = [];
    private readonly HashSet<string> _active = new(StringComparer.Ordinal);
    private SimulationClock? _clock;

    /// <summary>Runs until cancelled; throws where records can't be stored.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(RunsAtOnce);
        var adoptAt = time.GetUtcNow();
        while (true)
        {
            if (time.GetUtcNow() >= adoptAt)
            {
                await AdoptAsync(slots, cancellationToken);
                adoptAt = time.GetUtcNow() + AdoptionInterval;
            }

            if (!_queue.TryPeek(out var schedule, out var due))
            {
                await Task.Delay(AdoptionInterval, time, cancellationToken);
                continue;
            }

            var wait = _clock!.Until(due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < Tick ? Tick : wait > AdoptionInterval ? AdoptionInterval : wait, time, cancellationToken);
                continue;
            }

            _queue.Dequeue();
            if (!_generating.Remove(schedule, out var generation))
            {
                await schedule.EmitAsync(cancellationToken);
            }
            else if (!await generation)
            {
                _active.Remove(schedule.Topic);
                logger.RoadEnds(schedule.Topic);
                continue;
            }

            Enqueue(schedule, slots, cancellationToken);
        }
    }

    /// <summary>A road between two runs waits at the start of the next one, so that no other road runs ahead of it.</summary>
    private void Enqueue(RoadSchedule schedule, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        _queue.Enqueue(schedule, schedule.Due);
        if (!schedule.HasPassage)
        {
            _generating[schedule] = schedule.GenerateAsync(slots, cancellationToken);
        }
    }

    /// <summary>Takes in known roads whose topics have appeared.</summary>
    private async Task AdoptAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        var found = new List<(string Topic, IReadOnlyList<SimulationPosition?> Tails)>();
        foreach (var topic in roads.Topics.Where(t => !_active.Contains(t)))
        {
            if (await log.ReadTailsAsync(topic, cancellationToken) is { } tails)
            {
                found.Add((topic, tails));
            }
        }

        if (found.Count == 0)
        {
            return;
        }

        _clock ??= new SimulationClock(time, speed, Origin(found));
        foreach (var (topic, tails) in found)
        {
            var backfill = speed > 1 ? TimeSpan.Zero : StartPoint.Backfill;
            var first = StartPoint.FirstRun(tails, _clock.Now, backfill);
            logger.RoadStarts(topic, DateTimeOffset.FromUnixTimeSeconds(first), StartPoint.Resumable(tails, _clock.Now));
            _active.Add(topic);
            Enqueue(new RoadSchedule(topic, model, roads, log, tails, first), slots, cancellationToken);
        }
    }

    /// <summary>Where an accelerated clock starts: at the newest passage in the log, else as far back as a stop is caught up.</summary>
    private DateTimeOffset Origin(IEnumerable<(string Topic, IReadOnlyList<SimulationPosition?> Tails)> found)
    {
        var now = time.GetUtcNow();
        var newest = now - StartPoint.LongestGap;
        foreach (var (topic, tails) in found)
        {
            if (StartPoint.Resumable(tails, now) is { } position && roads.Find(topic) is { } road)
            {
                var passages = new List<Passage>();
                model.Generate(road, roads.LargestCapacity, position.Run, passages);
                var at = DateTimeOffset.UnixEpoch.AddMicroseconds(passages[Math.Min(position.Index, passages.Count - 1)].Time);
                newest = at > newest ? at : newest;
            }
        }

        return newest < now ? newest : now;
    }
}
