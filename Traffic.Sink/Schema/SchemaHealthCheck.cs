using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Traffic.Sink.Schema;

/// <summary>Unhealthy when the tables are not those of this build.</summary>
internal sealed class SchemaHealthCheck(SchemaCheck schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var difference = await schema.FindDifferenceAsync(cancellationToken);
            return difference is null ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, difference);
        }
        catch (NpgsqlException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message);
        }
    }
}
