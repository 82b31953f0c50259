using System.Text.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Traffic.Api.DeadLetters;
using Traffic.Api.Feeds;
using Traffic.Api.Http;
using Traffic.Api.Ingest;
using Traffic.Api.Latest;
using Traffic.Api.Live;
using Traffic.Api.Pipeline;
using Traffic.Api.Reference;
using Traffic.Api.Windows;
using Traffic.Feeds;
using Traffic.Kafka;

namespace Traffic.Api;

/// <summary>Puts the service together: what it serves follows from the feeds it is given.</summary>
internal static class ApiHost
{
    private const string Database = "trafficdb";

    public static WebApplicationBuilder AddTrafficApi(this WebApplicationBuilder builder, FeedCatalogue feeds)
    {
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource(Database);
        builder.AddKafkaHealthCheck("kafka");
        builder.AddValidatedOptions<IngestOptions>(IngestOptions.Section);
        AddHttp(builder.Services);
        builder.Services.AddTrafficKafka(builder.Configuration, feeds.Feeds).AddReferenceReader();
        builder.Services.AddSingleton(feeds);
        builder.Services.AddSingleton<ExtentReader>().AddSingleton<Extents>();
        builder.Services.AddSingleton<WindowsReader>().AddSingleton<IWatermarks, LaneOrTableWatermarks>();
        builder.Services.AddSingleton<DeadLetterStore>();
        builder.Services.AddSingleton<IngestGate>().AddSingleton<RawSender>();
        builder.Services.AddSingleton<LiveHub>().AddHostedService<LiveTail>();
        builder.Services.AddSingleton<LogSampler>().AddSingleton<LogMonitor>().AddSingleton<TableSampler>().AddSingleton<ServiceProbe>();
        builder.Services.AddSingleton<PipelineMonitor>().AddHostedService(s => s.GetRequiredService<PipelineMonitor>());
        return builder;
    }

    public static WebApplication MapTrafficApi(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseRequestDecompression();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapGroup("/api/v1")
            .MapFeedsEndpoints()
            .MapWindowsEndpoints()
            .MapLatestEndpoints()
            .MapReferenceEndpoints()
            .MapDeadLettersEndpoints()
            .MapPipelineEndpoints()
            .MapLiveEndpoints()
            .MapIngestEndpoints();
        app.MapDashboard();
        return app;
    }

    private static void AddHttp(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Traffic";
            document.Info.Description = "Feeds, windows, latest state, live push, ingest and the state of the pipeline.";
            return Task.CompletedTask;
        }));
        services.AddRequestDecompression();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
        });
    }
}
