namespace Traffic.Simulator.Emission;

/// <summary>
/// The time up to which simulated vehicles have passed. At speed 1 it is the real time; at a higher one it starts at
/// an origin in the past, runs so many times as fast, and is the real time from when it has caught up.
/// </summary>
internal sealed class SimulationClock(TimeProvider time, double speed, DateTimeOffset origin)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public DateTimeOffset Now
    {
        get
        {
            var real = time.GetUtcNow();
            var simulated = origin + ((real - _started) * speed);
            return speed > 1 && simulated < real ? simulated : real;
        }
    }

    /// <summary>Real time until an event is due (µs UTC); zero or less when it is.</summary>
    public TimeSpan Until(long eventTime)
    {
        var left = DateTimeOffset.UnixEpoch.AddMicroseconds(eventTime) - Now;
        return Now < time.GetUtcNow() ? left / speed : left;
    }
}
