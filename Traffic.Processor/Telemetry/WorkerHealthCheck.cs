using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Traffic.Processor.Telemetry;

internal sealed class WorkerHealthCheck(WorkerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (healthy, text) = state.Describe();
        return Task.FromResult(healthy ? HealthCheckResult.Healthy(text) : HealthCheckResult.Unhealthy(text));
    }
}
