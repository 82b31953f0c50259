using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Traffic.Feeds;
using Traffic.Processor;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>A processor inside the test's process.</summary>
internal sealed class ProcessorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogLines _log = new();

    private ProcessorHost(Pipeline pipeline, IReadOnlyList<FeedDeclaration> feeds, string? referenceFolder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(pipeline.Settings);
        builder.Configuration["Traffic:ReferenceFolder"] = referenceFolder;
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.AddProcessor(feeds);
        _app = builder.Build();
        _app.MapDefaultEndpoints();
    }

    /// <summary>What it logged.</summary>
    public IEnumerable<string> Log => _log.Lines;

    public static async Task<ProcessorHost> StartAsync(
        Pipeline pipeline, IReadOnlyList<FeedDeclaration>? feeds = null, string? referenceFolder = null)
    {
        var host = new ProcessorHost(pipeline, feeds ?? FeedCatalogue.Default.Feeds, referenceFolder);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Status and detail of a check of <c>/health</c>.</summary>
    public async Task<string> HealthAsync(string check)
    {
        using var client = new HttpClient();
        var response = await client.GetAsync(new Uri($"{_app.Urls.First()}/health"), TestContext.Current.CancellationToken);
        var report = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        var entry = report!["checks"]!.AsArray().First(c => c!["name"]!.GetValue<string>() == check)!;
        return $"{entry["status"]}: {entry["detail"]}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}");

        public void Dispose()
        {
        }
    }
}
