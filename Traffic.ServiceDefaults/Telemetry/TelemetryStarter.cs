using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Traffic.ServiceDefaults.Telemetry;

/// <summary>Has the providers built when the service starts; the container flushes and ends them with it.</summary>
internal sealed class TelemetryStarter(TracerProvider traces, MeterProvider metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces.ForceFlush(2000);
        metrics.ForceFlush(2000);
        return Task.CompletedTask;
    }
}
