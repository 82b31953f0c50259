using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Traffic.ServiceDefaults.Resilience;

/// <summary>
/// The resilience pipelines of all remote calls. From the outside in: retry with jittered back-off, circuit breaker, time-out per
/// attempt. Only failures that can pass by themselves are tried again; a wrong query or a refused login is not.
/// </summary>
public sealed partial class RemoteCalls
{
    private const int Retries = 4;
    private readonly TimeProvider _time;
    private readonly ILogger<RemoteCalls> _log;

    public RemoteCalls(TimeProvider time, ILogger<RemoteCalls> log)
    {
        _time = time;
        _log = log;
        Postgres = Build("PostgreSQL", TimeSpan.FromSeconds(30), new PredicateBuilder()
            .Handle<NpgsqlException>(e => e.IsTransient)
            .Handle<SocketException>()
            .Handle<TimeoutRejectedException>());
        Kafka = Build("Kafka", TimeSpan.FromSeconds(30), new PredicateBuilder()
            .Handle<KafkaException>(e => !e.Error.IsFatal && IsTransient(e.Error.Code))
            .Handle<TimeoutRejectedException>());
        Http = BuildHttp();
    }

    /// <summary>Statements and transactions against PostgreSQL. The call must be safe to repeat as a whole.</summary>
    public ResiliencePipeline Postgres { get; }

    /// <summary>Admin calls to Kafka. Producers and consumers repeat by themselves.</summary>
    public ResiliencePipeline Kafka { get; }

    /// <summary>HTTP; every <see cref="HttpClient"/> of a service goes through it. Only methods that are safe to repeat are.</summary>
    public ResiliencePipeline<HttpResponseMessage> Http { get; }

    private static bool IsTransient(ErrorCode code) => code is
        ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve
        or ErrorCode.RequestTimedOut or ErrorCode.BrokerNotAvailable or ErrorCode.NetworkException
        or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.NotController;

    private ResiliencePipeline Build(string name, TimeSpan attemptTimeout, PredicateBuilder<object> transient) =>
        new ResiliencePipelineBuilder { TimeProvider = _time, Name = name }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = transient,
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = retry =>
                {
                    LogRetry(name, retry.AttemptNumber + 1, retry.Outcome.Exception?.Message ?? "");
                    return default;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = transient,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromSeconds(2),
            })
            .AddTimeout(attemptTimeout)
            .Build();

    private ResiliencePipeline<HttpResponseMessage> BuildHttp()
    {
        var transient = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(r => r.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _time, Name = "HTTP" }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = transient,
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = retry => new(retry.Outcome.Result?.Headers.RetryAfter?.Delta),
                OnRetry = retry =>
                {
                    LogRetry("HTTP", retry.AttemptNumber + 1, retry.Outcome.Exception?.Message ?? $"{(int?)retry.Outcome.Result?.StatusCode}");
                    retry.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .AddTimeout(TimeSpan.FromSeconds(30))
            .Build();
    }

    [LoggerMessage(1, LogLevel.Warning, "{Remote} failed ({Reason}): attempt {Attempt} follows")]
    private partial void LogRetry(string remote, int attempt, string reason);
}
