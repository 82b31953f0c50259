using System.Buffers;
using System.Buffers.Binary;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Lanes;

namespace Traffic.Streaming.Windows;

/// <summary>The windows of one lane for one declared window.</summary>
internal sealed class WindowSet
{
    private readonly WindowPlan _plan;
    private readonly Lane _lane;
    private readonly HashSet<WindowState> _states = new(WindowKeyComparer.Instance);
    private readonly HashSet<WindowState>.AlternateLookup<ReadOnlySpan<byte>> _byKey;
    private readonly ArrayBufferWriter<byte> _key = new(128);
    private readonly List<WindowState> _releasing = [];

    public WindowSet(WindowPlan plan, Lane lane)
    {
        _plan = plan;
        _lane = lane;
        _byKey = _states.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public WindowPlan Plan => _plan;

    public HashSet<WindowState> States => _states;

    /// <summary>Least end among the windows not yet emitted as final; <see cref="long.MaxValue"/> where there is none.</summary>
    public long NextEnd { get; set; } = long.MaxValue;

    /// <summary>Least end of all.</summary>
    public long FirstEnd { get; set; } = long.MaxValue;

    /// <summary>The window of that row, opened at <paramref name="now"/> if it is new.</summary>
    public WindowState Find(RecordBatch batch, int row, long eventTime, long now)
    {
        _key.ResetWrittenCount();
        BinaryPrimitives.WriteInt64LittleEndian(_key.GetSpan(8), _plan.StartOf(eventTime));
        _key.Advance(8);
        _plan.Groups.Write(batch, row, _key);
        if (!_byKey.TryGetValue(_key.WrittenSpan, out var state))
        {
            state = _plan.Take();
            state.SetKey(_key.WrittenSpan);
            state.OpenedAt = now;
            Add(state);
        }

        return state;
    }

    public void Add(WindowState state)
    {
        state.Lane = _lane;
        _states.Add(state);
        NextEnd = state.Finished ? NextEnd : Math.Min(NextEnd, state.End);
        FirstEnd = Math.Min(FirstEnd, state.End);
    }

    /// <summary>Lets go of the windows that end at or before <paramref name="end"/>, calling <paramref name="releasing"/> for each.</summary>
    public void Release(long end, Action<WindowState> releasing)
    {
        FirstEnd = long.MaxValue;
        foreach (var window in _states)
        {
            if (window.End > end)
            {
                FirstEnd = Math.Min(FirstEnd, window.End);
            }
            else
            {
                releasing(window);
                _releasing.Add(window);
            }
        }

        foreach (var window in _releasing)
        {
            _states.Remove(window);
            _plan.Return(window);
        }

        _releasing.Clear();
    }
}
