using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Readiness;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>How this host brings a resource about.</summary>
internal abstract class Launch;

/// <summary>Not at all, for a reason that is shown.</summary>
internal sealed class SkippedLaunch(string reason) : Launch
{
    public string Reason => reason;
}

/// <summary>It is there as soon as what it waits for is.</summary>
internal sealed class AttachedLaunch(string detail) : Launch
{
    public string Detail => detail;
}

/// <summary>As one process per replica.</summary>
internal abstract class ProcessLaunch : Launch
{
    public virtual Signal StopSignal => Signal.Term;

    /// <summary>How long it may take to end after the signal.</summary>
    public virtual TimeSpan StopGrace => TimeSpan.FromSeconds(5);

    /// <summary>Whether exit code 2 says that it was started with a wrong setting, which a restart does not mend.</summary>
    public virtual bool ReportsWrongSettings => true;

    /// <summary>Does what must be done before a start, and says what to start. Called before each start.</summary>
    public abstract Task<ProcessSpec> PrepareAsync(int replica, CancellationToken cancellationToken);

    /// <summary>How to tell that this start has come up.</summary>
    public abstract ReadinessProbe CreateProbe(int replica);

    /// <summary>The variables it is given beside the inherited ones.</summary>
    public abstract IReadOnlyList<InjectedVariable> Environment(int replica);
}

/// <param name="Secret">Not to be shown.</param>
internal sealed record InjectedVariable(string Name, string Value, bool Secret = false);
