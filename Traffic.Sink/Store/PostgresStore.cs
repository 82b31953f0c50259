using Confluent.Kafka;
using Npgsql;
using Traffic.Sink.Batches;
using Traffic.Sink.Tables;

namespace Traffic.Sink.Store;

/// <summary>
/// The tables and, in the same transactions, the positions. One connection, one caller at a time. A database that is away is tried
/// until it answers.
/// </summary>
internal sealed class PostgresStore(NpgsqlDataSource source, RoutingTable routing, StoreRetry retry) : IAsyncDisposable
{
    private StoreSession? _session;

    /// <summary>The stored positions: the first offset of each partition that is not in the tables; 0 is the beginning.</summary>
    public Task<Dictionary<TopicPartition, long>> ReadPositionsAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken) =>
        ExecuteAsync((session, cancel) => session.ReadPositionsAsync(partitions, cancel), cancellationToken);

    /// <summary>Stores a batch: all of it and the positions after it, or nothing.</summary>
    /// <returns>
    /// False where a stored position is not the one the batch was read from: another sink has stored these records, or an earlier
    /// attempt did and the answer was lost. Positions must be read again.
    /// </returns>
    /// <exception cref="PostgresException">The database refuses a value (<see cref="StoreErrors.IsRefusal"/>).</exception>
    public Task<bool> WriteAsync(SinkBatch batch, CancellationToken cancellationToken) =>
        ExecuteAsync((session, cancel) => session.WriteAsync(batch, cancel), cancellationToken);

    /// <summary>Tries rows of a table without storing them.</summary>
    /// <returns>Null where the database takes them, else why not.</returns>
    public Task<string?> TryAsync(SinkBatch batch, int table, int from, int to, CancellationToken cancellationToken) =>
        ExecuteAsync((session, cancel) => session.TryAsync(batch, table, from, to, cancel), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync();
        _session = null;
    }

    private Task<T> ExecuteAsync<T>(Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        retry.ExecuteAsync(async cancel =>
        {
            try
            {
                _session ??= await StoreSession.OpenAsync(source, routing, cancel);
                return await work(_session, cancel);
            }
            catch
            {
                // A connection that failed in the middle of something is of no further use.
                await DisposeAsync();
                throw;
            }
        }, cancellationToken);
}
