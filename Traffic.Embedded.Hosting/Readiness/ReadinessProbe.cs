namespace Traffic.Embedded.Hosting.Readiness;

/// <summary>Tells whether one start of a process has come up, and later whether it is well.</summary>
internal abstract class ReadinessProbe
{
    /// <summary>Sees every line that the process writes.</summary>
    public virtual void Observe(string line)
    {
    }

    /// <returns>Null when it is well, else what is wrong.</returns>
    public abstract Task<string?> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>Well as long as it runs.</summary>
internal sealed class AliveProbe : ReadinessProbe
{
    public override Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
