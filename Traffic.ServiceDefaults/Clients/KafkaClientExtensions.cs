using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Traffic.ServiceDefaults.Configuration;
using Traffic.ServiceDefaults.Health;

namespace Microsoft.Extensions.Hosting;

public static class KafkaClientExtensions
{
    /// <summary>
    /// Requires <c>ConnectionStrings:{connectionName}</c> (host:port,…) and checks that the cluster answers. The clients themselves
    /// are built where they are used: each loop of the log has settings of its own.
    /// </summary>
    /// <remarks>Aspire's check writes to a topic of its own; here only the catalogue creates topics, so this one asks for metadata.</remarks>
    public static void AddKafkaHealthCheck(this IHostApplicationBuilder builder, string connectionName)
    {
        var servers = builder.Configuration.GetConnectionString(connectionName);
        builder.Services.AddRequiredConnection(connectionName, servers, "host:port");
        builder.Services.AddSingleton(_ => new KafkaHealthCheck(new AdminClientConfig { BootstrapServers = servers }));
        builder.Services.AddHealthChecks().AddCheck<KafkaHealthCheck>(connectionName, HealthStatus.Unhealthy, []);
    }
}
