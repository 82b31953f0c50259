using Traffic.Streaming.Lanes;
using Traffic.Streaming.Processing;

namespace Traffic.Streaming.Windows;

/// <summary>
/// Tells windows: provisional at once and then at most every 100 ms, with sketches at most once a second; final when the emission
/// watermark reaches the end; corrected on a change after that. It decides status and pace, never content. Times are µs of the
/// task's clock.
/// </summary>
internal sealed class WindowEmitter
{
    private const long Pace = 100_000;
    private const long SketchPace = 1_000_000;

    private readonly WindowRecordWriter _writer = new();
    private readonly List<WindowState> _changed = [];

    /// <summary>Notes that the content of a window changed.</summary>
    public void Changed(WindowState window)
    {
        window.Unsaved = true;
        if (!window.Changed)
        {
            window.Changed = true;
            _changed.Add(window);
        }
    }

    /// <summary>
    /// Emits what is due; afterwards every window that can get no more records has been told in full.
    /// </summary>
    /// <param name="idleAdvance">How far emission is ahead of the record watermarks, µs.</param>
    /// <param name="atLogEnd">False: there is more to read, so a new window waits a moment for its first emission.</param>
    /// <returns>Whether anything was emitted.</returns>
    public bool Emit(IEnumerable<Lane> lanes, long now, long idleAdvance, bool atLogEnd, IStreamOutput output)
    {
        var emitted = false;
        foreach (var lane in lanes)
        {
            foreach (var windows in lane.Windows)
            {
                var watermark = EmissionWatermark(lane, idleAdvance);
                if (watermark >= windows.NextEnd)
                {
                    emitted |= EmitFinals(windows, watermark, now, output);
                }
            }
        }

        var kept = 0;
        for (var i = 0; i < _changed.Count; i++)
        {
            var window = _changed[i];
            if (!window.Changed)
            {
                continue;
            }

            if (IsDue(window, now, atLogEnd))
            {
                Emit(window, now, output);
                emitted = true;
            }
            else
            {
                _changed[kept++] = window;
            }
        }

        _changed.RemoveRange(kept, _changed.Count - kept);
        return emitted;
    }

    private static long EmissionWatermark(Lane lane, long idleAdvance) =>
        lane.Clock.Watermark is var watermark and not LaneClock.Never and not long.MaxValue ? watermark + idleAdvance : lane.Clock.Watermark;

    private static bool IsDue(WindowState window, long now, bool atLogEnd) =>
        window.Lane.Clock.IsPastLateness(window.End)
        || (window.Revision == 0 ? atLogEnd || now - window.OpenedAt >= Pace : now - window.EmittedAt >= Pace);

    private bool EmitFinals(WindowSet windows, long watermark, long now, IStreamOutput output)
    {
        var next = long.MaxValue;
        foreach (var window in windows.States)
        {
            if (window.Finished)
            {
                continue;
            }

            if (window.End <= watermark)
            {
                window.Finished = true;
                Write(window, "final", binary: true, now, output);
            }
            else
            {
                next = Math.Min(next, window.End);
            }
        }

        windows.NextEnd = next;
        return true;
    }

    private void Emit(WindowState window, long now, IStreamOutput output)
    {
        if (window.Finished)
        {
            Write(window, "corrected", binary: true, now, output);
        }
        else
        {
            Write(window, "provisional", window.Revision == 0 || now - window.SketchesAt >= SketchPace, now, output);
        }
    }

    private void Write(WindowState window, string status, bool binary, long now, IStreamOutput output)
    {
        window.Changed = false;
        window.Unsaved = true;
        window.Revision++;
        window.EmittedAt = now;
        window.SketchesAt = binary ? now : window.SketchesAt;
        _writer.Write(window, status, binary);
        output.Window(window.Plan.Id, _writer.Key, _writer.Value);
    }
}
