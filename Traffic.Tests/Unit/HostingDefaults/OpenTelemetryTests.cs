using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Traffic.Tests.Unit.HostingDefaults;

public sealed class OpenTelemetryTests
{
    private static readonly Action<ILogger, string, Exception?> LookedUp =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1), "looked up {Id}");

    [Fact]
    public async Task ConfigureOpenTelemetry_WithEndpoint_SendsTracesMetricsAndLogs()
    {
        var cancel = TestContext.Current.CancellationToken;
        var received = new ConcurrentDictionary<string, string>();
        var quiet = WebApplication.CreateSlimBuilder();
        quiet.Logging.ClearProviders();
        await using var collector = quiet.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body, Encoding.Latin1);
            var text = await body.ReadToEndAsync();
            received.AddOrUpdate(signal, text, (_, before) => before + text);
        });
        await collector.StartAsync(cancel);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        builder.Configuration["OTEL_SERVICE_NAME"] = "probe";
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapDefaultEndpoints();
        using var source = new ActivitySource("Traffic.Probe");
        app.MapGet("/items/{id}", (string id) =>
        {
            using var span = source.StartActivity("own span");
            LookedUp(app.Logger, id, null);
            return id;
        });
        await app.StartAsync(cancel);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetAsync("/items/7", cancel);
        Assert.Equal("""{"status":"Healthy","checks":[{"name":"self","status":"Healthy"}]}""", await client.GetStringAsync("/health", cancel));
        await app.StopAsync(cancel);
        await app.DisposeAsync();

        Assert.Contains("own span", received["traces"], StringComparison.Ordinal);
        Assert.Contains("GET /items/{id}", received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.response.status_code", received["traces"], StringComparison.Ordinal);
        Assert.DoesNotContain("GET /health", received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["metrics"], StringComparison.Ordinal);
        Assert.Contains("looked up 7", received["logs"], StringComparison.Ordinal);
    }
}
