namespace Traffic.Embedded.Hosting.Readiness;

/// <summary>Well from a certain line of its output on.</summary>
internal sealed class LogProbe(Func<string, bool> isReady) : ReadinessProbe
{
    private volatile bool _ready;

    public override void Observe(string line)
    {
        if (!_ready && isReady(line))
            _ready = true;
    }

    public override Task<string?> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_ready ? null : "it has not said that it is ready");
}
