using Npgsql;
using Polly;
using Polly.Retry;

namespace Traffic.Sink.Store;

/// <summary>Tries until the database answers, with growing pauses, and reports when it is away and when it is back.</summary>
internal sealed class StoreRetry(SinkHealth health, TimeProvider time)
{
    public const string Component = "PostgreSQL";

    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e =>
                e is not OperationCanceledException && !(e is PostgresException refused && StoreErrors.IsRefusal(refused))),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(2),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = failure =>
            {
                health.Report(Component, failure.Outcome.Exception!.Message.ReplaceLineEndings(" "));
                return default;
            },
        })
        .Build();

    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await _pipeline.ExecuteAsync(async cancel => await work(cancel), cancellationToken);
        health.Clear(Component);
        return result;
    }
}
