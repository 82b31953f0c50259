using System.Net.Sockets;
using Confluent.Kafka;
using Npgsql;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.ServiceDefaults.Configuration;
using Traffic.Sink.Schema;

namespace Traffic.Sink.Init;

/// <summary>Does what init does, each side waited for at most <see cref="Patience"/>.</summary>
internal sealed class Initializer(
    SchemaMigrator schema, NpgsqlDataSource source, TopicAdmin topics, TopicCatalogue catalogue, ReferencePublisher references,
    KafkaClients clients, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="StartException">One line: what did not answer, or what cannot be carried over.</exception>
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(CreateSchemaAsync(cancellationToken), CreateTopicsAsync(cancellationToken));

    private async Task CreateSchemaAsync(CancellationToken cancellationToken)
    {
        Exception? last = null;
        var connection = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var waiting = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(Patience)
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(e => e.IsTransient).Handle<SocketException>(),
                MaxRetryAttempts = int.MaxValue,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                OnRetry = failure =>
                {
                    last = failure.Outcome.Exception;
                    return default;
                },
            })
            .Build();
        try
        {
            await waiting.ExecuteAsync(async cancel => await schema.MigrateAsync(cancel), cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new StartException($"PostgreSQL at {connection.Host}:{connection.Port} did not answer within {Patience.TotalSeconds} s: {last?.Message}", e);
        }
        catch (NpgsqlException e)
        {
            throw new StartException($"PostgreSQL at {connection.Host}:{connection.Port} refuses: {e.Message}", e);
        }
        catch (SchemaException e)
        {
            throw new StartException(e.Message, e);
        }
    }

    private async Task CreateTopicsAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await topics.EnsureAsync(catalogue.Topics, either.Token);
            await references.PublishAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StartException($"Kafka at {clients.Options.BootstrapServers} did not answer within {Patience.TotalSeconds} s", e);
        }
        catch (Exception e) when (e is KafkaException or ReferenceFileException or InvalidOperationException)
        {
            throw new StartException(e.Message, e);
        }
    }
}
