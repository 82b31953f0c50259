using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Traffic.Feeds.Roads;
using Traffic.Simulator.Emission;
using Traffic.Simulator.Kafka;
using Traffic.Simulator.Roads;

namespace Traffic.Simulator;

/// <summary>Simulates all known roads. All it remembers is in the log: after a failure of Kafka it starts again from there.</summary>
internal sealed class RoadSimulator(
    RoadCatalogue roads, IConfiguration configuration, IOptions<SimulatorOptions> options, TimeProvider time, ILogger<RoadSimulator> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Simulates(RoadsFeed.Name))
        {
            logger.NothingToSimulate(options.Value.Simulators);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            using var log = new PassageLog(configuration.GetConnectionString("kafka")!, time);
            try
            {
                await new RoadSimulation(log, roads, new RoadModel(options.Value.Seed), options.Value.Speed, time, logger).RunAsync(stoppingToken);
            }
            catch (KafkaException e)
            {
                logger.KafkaFailed(e.Error.Reason);
                await Task.Delay(RetryPause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                log.Flush(FlushTimeout);
            }
        }
    }
}
