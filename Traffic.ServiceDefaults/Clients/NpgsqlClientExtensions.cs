#if !USE_ASPIRE
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Traffic.ServiceDefaults.Configuration;
using Traffic.ServiceDefaults.Health;

namespace Microsoft.Extensions.Hosting;

/// <summary>The part of Aspire.Npgsql that the services use, for builds without Aspire.</summary>
public static class NpgsqlClientExtensions
{
    private const string Section = "Aspire:Npgsql";

    /// <summary>
    /// Registers an <see cref="NpgsqlDataSource"/> from <c>ConnectionStrings:{connectionName}</c> (or
    /// <c>Aspire:Npgsql[:name]:ConnectionString</c>) with a health check.
    /// </summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var configuration = builder.Configuration;
        var connectionString = configuration.GetConnectionString(connectionName)
            ?? configuration[$"{Section}:{connectionName}:ConnectionString"]
            ?? configuration[$"{Section}:ConnectionString"];
        builder.Services.AddRequiredConnection(connectionName, connectionString, "Host=…;Port=…;Username=…;Password=…;Database=…");
        builder.Services.TryAddSingleton(services =>
        {
            var source = new NpgsqlDataSourceBuilder(connectionString);
            source.UseLoggerFactory(services.GetService<ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(source);
            return source.Build();
        });
        if (!configuration.GetValue<bool>($"{Section}:DisableHealthChecks"))
            builder.Services.AddHealthChecks().AddCheck<NpgsqlHealthCheck>("postgres", HealthStatus.Unhealthy, [], TimeSpan.FromSeconds(3));
    }
}
#endif
