namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>How patient the host is with a process.</summary>
internal sealed record SupervisorTimes
{
    /// <summary>From the start of a process until it must be well.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between checks while it starts.</summary>
    public TimeSpan StartingInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between checks once it is up.</summary>
    public TimeSpan RunningInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before the first restart after a crash; doubles with each further quick one, up to <see cref="LongestBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A process that ended sooner crashed quickly.</summary>
    public TimeSpan QuickCrash { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many quick crashes in a row, and it is given up.</summary>
    public int MostQuickCrashes { get; init; } = 5;

    public TimeSpan BackOff(int crashes) =>
        TimeSpan.FromTicks(Math.Min(LongestBackOff.Ticks, FirstBackOff.Ticks << Math.Min(crashes - 1, 20)));
}
