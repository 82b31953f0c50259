namespace Traffic.Cli.Replay;

/// <summary>Holds records back so that event time passes a given number of times as fast as real time.</summary>
internal sealed class Pacer(double speed, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long? _first;

    /// <summary>How long to wait before a record with that event time (µs UTC) is sent; zero or less is not at all.</summary>
    public TimeSpan Until(long eventTime)
    {
        _first ??= eventTime;
        return (TimeSpan.FromMicroseconds(eventTime - _first.Value) / speed) - time.GetElapsedTime(_started);
    }
}
