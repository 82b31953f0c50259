using Traffic.Kafka;
using Traffic.Sink.Schema;
using Traffic.Sink.Store;
using Traffic.Sink.Tables;

namespace Traffic.Sink;

/// <summary>Waits until topics and tables are what this build declares, then stores until it is stopped.</summary>
internal sealed class SinkService(
    TopicAdmin topics, RoutingTable routing, SchemaCheck schema, StoreRetry retry, SinkHealth health, TimeProvider time, SinkLoop loop) : BackgroundService
{
    private static readonly TimeSpan SchemaInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WaitForSchemaAsync(stoppingToken);
        await topics.WaitAsync(routing.Routes.Select(r => r.Topic), stoppingToken);
        await Task.Factory.StartNew(() => loop.Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task WaitForSchemaAsync(CancellationToken stoppingToken)
    {
        const string Component = "schema";
        while (await retry.ExecuteAsync(schema.FindDifferenceAsync, stoppingToken) is { } difference)
        {
            health.Report(Component, difference);
            await Task.Delay(SchemaInterval, time, stoppingToken);
        }

        health.Clear(Component);
    }
}
