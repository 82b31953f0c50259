using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Traffic.Feeds.Roads;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Simulator.Emission;
using Traffic.Simulator.Kafka;
using Traffic.Simulator.Roads;

namespace Traffic.Simulator;

/// <summary>Simulates all known roads. All it remembers is in the log: after a failure of Kafka it starts again from there.</summary>
internal sealed class RoadSimulator(
    KafkaClients clients, ReferenceReader references, IOptions<SimulatorOptions> options, TimeProvider time, ILogger<RoadSimulator> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Simulates(RoadsFeed.Name))
        {
            logger.NothingToSimulate(options.Value.Simulators);
            return;
        }

        var roads = new RoadCatalogue();
        references.Changed += (feed, tables) =>
        {
            if (feed.Name == RoadsFeed.Name)
            {
                roads.Update(tables[RoadsFeed.MetadataName]);
            }
        };
        await references.WaitAsync(stoppingToken);
        roads.Update(references[RoadsFeed.Name][RoadsFeed.MetadataName]);
        var model = new RoadModel(options.Value.Seed);
        while (true)
        {
            using var log = new PassageLog(clients, time);
            try
            {
                await new RoadSimulation(log, roads, model, options.Value.Speed, time, logger).RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                using var timeout = new CancellationTokenSource(StopTimeout, time);
                await log.StoredAsync(timeout.Token);
                return;
            }
            catch (KafkaException e)
            {
                logger.KafkaFailed(e.Error.Reason);
            }

            await Task.Delay(RetryPause, time, stoppingToken);
        }
    }
}
