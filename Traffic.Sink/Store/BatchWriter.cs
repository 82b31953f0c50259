using Npgsql;
using Traffic.Sink.Batches;

namespace Traffic.Sink.Store;

/// <summary>Stores batches; what the database refuses is found, sent to the dead letters, and the rest is stored.</summary>
internal sealed class BatchWriter(PostgresStore store, RefusedRecords refused)
{
    /// <inheritdoc cref="PostgresStore.WriteAsync"/>
    public async Task<bool> WriteAsync(SinkBatch batch, CancellationToken cancellationToken)
    {
        // Before the positions move past them: a refused record may be sent twice, but is never lost.
        await refused.SendAsync(batch, 0, cancellationToken);
        while (true)
        {
            var sent = batch.Refused.Count;
            try
            {
                return await store.WriteAsync(batch, cancellationToken);
            }
            catch (PostgresException e)
            {
                for (var table = 0; table < batch.Routing.Tables.Count; table++)
                    await FindRefusedAsync(batch, table, 0, batch.Rows(table).Rows, cancellationToken);
                if (batch.Refused.Count == sent)
                    throw new InvalidOperationException($"PostgreSQL refuses a batch, but none of its rows: {e.MessageText} ({e.SqlState})", e);
            }

            await refused.SendAsync(batch, sent, cancellationToken);
        }
    }

    /// <summary>Halves the rows until the refused ones stand alone.</summary>
    private async Task FindRefusedAsync(SinkBatch batch, int table, int from, int to, CancellationToken cancellationToken)
    {
        if (from == to || (to == from + 1 && batch.Rows(table).IsDropped(from)))
            return;
        if (await store.TryAsync(batch, table, from, to, cancellationToken) is not { } reason)
            return;
        if (to == from + 1)
        {
            batch.Refuse(table, from, reason);
            return;
        }

        var middle = (from + to) / 2;
        await FindRefusedAsync(batch, table, from, middle, cancellationToken);
        await FindRefusedAsync(batch, table, middle, to, cancellationToken);
    }
}
