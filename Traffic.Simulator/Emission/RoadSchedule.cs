using System.Globalization;
using System.Text;
using Traffic.Simulator.Roads;
using Traffic.Streaming.Keys;

namespace Traffic.Simulator.Emission;

/// <summary>
/// A road's way through its runs. A run is generated when all records of the run before are stored, so that after a
/// crash only the newest run in the log can be incomplete: it is generated again and what a partition already has is left out.
/// </summary>
internal sealed class RoadSchedule(string topic, RoadModel model, RoadCatalogue roads, IPassageLog log, IReadOnlyList<SimulationPosition?> tails, long firstRun)
{
    private readonly List<Passage> _passages = [];
    private readonly Dictionary<(int Direction, int Lane), (byte[] Key, int Partition)> _keys = [];
    private PassageWriter? _writer;
    private long _run = firstRun - RoadModel.RunSeconds;
    private int _next;

    public string Topic => topic;

    /// <summary>Event time of the next passage, or the start of the run that must be generated first, µs UTC.</summary>
    public long Due => HasPassage ? _passages[_next].Time : (_run + RoadModel.RunSeconds) * 1_000_000;

    public bool HasPassage => _next < _passages.Count;

    /// <summary>Generates the next run; false when the road is no longer known.</summary>
    public async Task<bool> GenerateAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await log.StoredAsync(topic, cancellationToken);
        if (roads.Find(topic) is not { } road)
        {
            return false;
        }

        await slots.WaitAsync(cancellationToken);
        try
        {
            _run += RoadModel.RunSeconds;
            _next = 0;
            _writer = new PassageWriter(road);
            await Task.Run(() => model.Generate(road, roads.LargestCapacity, _run, _passages), cancellationToken);
        }
        finally
        {
            slots.Release();
        }

        return true;
    }

    /// <summary>Sends the next passage unless its partition has it.</summary>
    public ValueTask EmitAsync(CancellationToken cancellationToken)
    {
        var passage = _passages[_next];
        var position = new SimulationPosition(_run, _next++);
        var (key, partition) = KeyOf(passage.Direction, passage.Lane);
        return tails[partition] >= position
            ? ValueTask.CompletedTask
            : log.AppendAsync(new PassageRecord(topic, partition, key, _writer!.Write(passage), position), cancellationToken);
    }

    private (byte[] Key, int Partition) KeyOf(int direction, int lane)
    {
        if (!_keys.TryGetValue((direction, lane), out var known))
        {
            var key = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{direction}-{lane}"));
            _keys[(direction, lane)] = known = (key, Murmur2.Partition(key, tails.Count));
        }

        return known;
    }
}
