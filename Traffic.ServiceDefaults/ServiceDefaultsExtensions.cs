using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Traffic.ServiceDefaults.Configuration;
using Traffic.ServiceDefaults.Discovery;
using Traffic.ServiceDefaults.Health;
using Traffic.ServiceDefaults.Resilience;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service has in common: telemetry, health, resilience, discovery, settings checked at start.</summary>
public static class ServiceDefaultsExtensions
{
    // At the front of the sources, so that any setting overrides them. One line for each request or query says nothing here.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        // Each probe of an ill service would be a line; the services log the change and /health says the reason.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical",
        ["Logging:LogLevel:Npgsql"] = "Warning",
    };

    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Services.TryAddSingleton(TimeProvider.System);
        // One line per event with its level in front: hosts read the level off it.
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.Services.TryAddSingleton<RemoteCalls>();
        builder.Services.TryAddSingleton<ServiceEndpoints>();
        builder.Services.AddTransient<ServiceDiscoveryHandler>();
        builder.Services.AddTransient<RemoteCallHandler>();
        builder.Services.ConfigureHttpClientDefaults(http =>
            http.AddHttpMessageHandler<RemoteCallHandler>().AddHttpMessageHandler<ServiceDiscoveryHandler>());
        return builder;
    }

    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [HealthTags.Live]);
        return builder;
    }

    /// <summary><c>/health</c>: ready for work, every check; <c>/alive</c>: the process answers.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync });
        app.MapHealthChecks("/alive", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(HealthTags.Live),
            ResponseWriter = HealthReportWriter.WriteAsync,
        });
        return app;
    }

    /// <summary>
    /// Runs the service until it is stopped. A wrong setting ends it with one line on stderr that names key, value and fix.
    /// </summary>
    /// <returns>The exit code: 0 after an orderly stop, 2 for a wrong setting, 1 for any other failure.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app)
    {
        // After a failed start the host is disposed, its services with it.
        var (configuration, name) = (app.Configuration, app.Environment.ApplicationName);
        try
        {
            // Before the host does it, which would log the error with its stack as well.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (StartError.Describe(e, configuration) is { } line)
        {
            await Console.Error.WriteLineAsync($"{name}: {line}");
            return 2;
        }
    }

    /// <summary>
    /// Starts the host, does the work and stops. For programs that end by themselves.
    /// </summary>
    /// <returns>The exit code: 0 when the work is done, 2 for a wrong setting, 1 for what the work says in one line on stderr.</returns>
    public static async Task<int> RunOnceAsync(
        this IHost host, string name, IConfiguration configuration, Func<IServiceProvider, CancellationToken, Task> work)
    {
        try
        {
            await host.StartAsync();
        }
        catch (Exception e) when (StartError.Describe(e, configuration) is { } line)
        {
            await Console.Error.WriteLineAsync($"{name}: {line}");
            return 2;
        }

        try
        {
            await work(host.Services, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            return 0;
        }
        catch (Exception e) when (StartError.Describe(e, configuration) is { } line)
        {
            await Console.Error.WriteLineAsync($"{name}: {line}");
            return 1;
        }
        finally
        {
            await host.StopAsync();
        }
    }
}
