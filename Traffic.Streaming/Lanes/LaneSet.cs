using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Streaming.Lanes;

/// <summary>The lanes of a partition, found by the run that a record names.</summary>
/// <param name="isShared">The topic is the one that unknown entities share; their window parts say so.</param>
internal sealed class LaneSet(StreamDeclaration stream, bool isShared)
{
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly List<WindowPlan> _plans = [.. stream.Windows.Select(window => new WindowPlan(stream, window))];
    private Lane? _last;

    public IReadOnlyCollection<Lane> All => _lanes.Values;

    /// <summary>The lane of a run; null, "" and "live" are the live lane.</summary>
    public Lane Of(string? run)
    {
        var name = string.IsNullOrEmpty(run) ? Lane.Live : run;
        if (_last is { } last && last.Run == name)
        {
            return last;
        }

        if (!_lanes.TryGetValue(name, out var lane))
        {
            lane = new Lane(stream, name, isShared ? $"{name}@other" : name, _plans);
            _lanes.Add(name, lane);
        }

        return _last = lane;
    }
}
