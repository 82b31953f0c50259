using Traffic.Streaming.Declarations;
using Traffic.Streaming.Lanes;

namespace Traffic.Streaming.Windows;

/// <summary>A declared window, prepared: its columns, its group codec, and states that are free to be used again.</summary>
internal sealed class WindowPlan(StreamDeclaration stream, WindowDeclaration window)
{
    private const int MaxFree = 4096;
    private readonly Stack<WindowState> _free = new();

    public string Id => window.Id;

    /// <summary>Length, µs.</summary>
    public long Size { get; } = LaneClock.Micros(window.Size);

    public WindowSchema Schema { get; } = new(stream, window);

    public GroupCodec Groups { get; } = new(stream, window);

    /// <summary>Start of the window that holds an event time; windows are aligned to the epoch.</summary>
    public long StartOf(long eventTime)
    {
        var rest = eventTime % Size;
        return eventTime - (rest < 0 ? rest + Size : rest);
    }

    public WindowState Take() => _free.TryPop(out var state) ? state : new WindowState(this);

    public void Return(WindowState state)
    {
        if (_free.Count < MaxFree)
        {
            state.Clear();
            _free.Push(state);
        }
    }
}
