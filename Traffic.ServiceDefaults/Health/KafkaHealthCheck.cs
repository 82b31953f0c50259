using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Traffic.ServiceDefaults.Health;

/// <summary>Healthy when a broker answers a request for metadata.</summary>
internal sealed class KafkaHealthCheck(AdminClientConfig config) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    // Built with the first check: a client starts threads, which a service that fails at start has no use for.
    private readonly Lazy<IAdminClient> _client = new(() => new AdminClientBuilder(config)
        .SetErrorHandler((_, _) => { }) // The result of the check says it.
        .SetLogHandler((_, _) => { })
        .Build());

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // For all topics: asking for one by name could create it.
            var metadata = await Task.Run(() => _client.Value.GetMetadata(Timeout), cancellationToken);
            return HealthCheckResult.Healthy($"{metadata.Brokers.Count} brokers");
        }
        catch (KafkaException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{config.BootstrapServers}: {e.Error.Reason}", e);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
