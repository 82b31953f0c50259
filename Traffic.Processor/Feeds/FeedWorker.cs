using Polly;
using Polly.Retry;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Processor.Telemetry;
using Traffic.Streaming.Declarations;

namespace Traffic.Processor.Feeds;

/// <summary>
/// Keeps a session of its feed running. A session that ends by an error lost nothing: the next one goes on from the last checkpoints.
/// </summary>
internal sealed partial class FeedWorker(
    FeedDeclaration feed, WorkerState state, TopicCatalogue catalogue, TopicAdmin admin, ReferenceFileWatcher files, ReferenceReader references,
    IServiceProvider services, TimeProvider time, ILogger<FeedWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private int _failuresInARow;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException || !stoppingToken.IsCancellationRequested),
                MaxRetryAttempts = int.MaxValue,
                DelayGenerator = _ => new(Pause()),
                OnRetry = failed => OnFailure(failed.Outcome.Exception!, failed.RetryDelay),
            })
            .Build();
        try
        {
            await retry.ExecuteAsync(async stopping => await RunAsync(stopping), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await admin.WaitAsync(catalogue.Topics.Where(t => t.Feed == feed.Name), stoppingToken);
        await files.WaitAsync(stoppingToken);
        await references.WaitAsync(stoppingToken);
        using var session = ActivatorUtilities.CreateInstance<FeedSession>(services, feed, state);
        try
        {
            await Task.Factory.StartNew(() => session.Run(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _failuresInARow = session.Progressed ? 0 : _failuresInARow + 1;
        }
    }

    private TimeSpan Pause() => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(_failuresInARow, 10)));

    private ValueTask OnFailure(Exception error, TimeSpan pause)
    {
        state.Failed(error.Message);
        LogFailed(feed.Name, pause.TotalSeconds, error);
        return default;
    }

    [LoggerMessage(1, LogLevel.Error, "{Feed}: state dropped, on from the last checkpoint in {Pause} s")]
    private partial void LogFailed(string feed, double pause, Exception error);
}
