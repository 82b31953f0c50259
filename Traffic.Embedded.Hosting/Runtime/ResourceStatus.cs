namespace Traffic.Embedded.Hosting.Runtime;

internal enum ResourceState
{
    /// <summary>For what it waits for.</summary>
    Waiting,
    Starting,
    Running,

    /// <summary>Ended as it should: its work is done, or it was stopped.</summary>
    Exited,

    /// <summary>Given up; only a restart by hand starts it again.</summary>
    Failed,
    Skipped,
}

/// <param name="Pid">While it has a process.</param>
/// <param name="StartedAt">Of the process.</param>
/// <param name="Restarts">Since the host started, by hand or after a crash.</param>
/// <param name="Detail">Why it is in this state, where that is not plain.</param>
internal sealed record ResourceStatus(
    ResourceState State, int? Pid = null, DateTimeOffset? StartedAt = null, int Restarts = 0, int? ExitCode = null, string? Detail = null)
{
    /// <summary>As in <c>run.json</c>.</summary>
    public string StateName => State switch
    {
        ResourceState.Waiting or ResourceState.Starting => "starting",
        ResourceState.Running => "running",
        ResourceState.Exited => "exited",
        ResourceState.Failed => "failed",
        _ => "skipped",
    };
}
