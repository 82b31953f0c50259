using Microsoft.Extensions.Options;
using Traffic.Kafka;
using Traffic.Processor.Feeds;
using Traffic.Processor.Partitions;
using Traffic.Processor.Telemetry;
using Traffic.Streaming.Declarations;

namespace Traffic.Processor;

internal static class ProcessorExtensions
{
    /// <summary>One worker per feed, the publisher of the reference files, and what they say of themselves.</summary>
    public static void AddProcessor(this IHostApplicationBuilder builder, IReadOnlyList<FeedDeclaration> feeds)
    {
        builder.AddKafkaHealthCheck("kafka");
        builder.Services.AddTrafficKafka(builder.Configuration, feeds).AddReferenceReader();
        builder.Services.AddSingleton<ProcessorMetrics>().AddSingleton<StateRestorer>().AddSingleton<PartitionFactory>();
        builder.Services.AddSingleton<IValidateOptions<KafkaOptions>>(new ReferenceFilesValidator(feeds));
        builder.Services.AddSingleton<ReferenceFileWatcher>().AddHostedService(s => s.GetRequiredService<ReferenceFileWatcher>());
        var health = builder.Services.AddHealthChecks();
        foreach (var feed in feeds)
        {
            builder.Services.AddKeyedSingleton<WorkerState>(feed.Name);
            builder.Services.AddSingleton<IHostedService>(s =>
                ActivatorUtilities.CreateInstance<FeedWorker>(s, feed, s.GetRequiredKeyedService<WorkerState>(feed.Name)));
            health.Add(new($"worker-{feed.Name}", s => new WorkerHealthCheck(s.GetRequiredKeyedService<WorkerState>(feed.Name)), null, null));
        }
    }
}
