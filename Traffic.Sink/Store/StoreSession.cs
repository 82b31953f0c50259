using Confluent.Kafka;
using Npgsql;
using Traffic.Sink.Batches;
using Traffic.Sink.Rows;
using Traffic.Sink.Tables;

namespace Traffic.Sink.Store;

/// <summary>An open connection with its temporary tables.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
    // "PGCOPY\n\377\r\n\0", no flags, no extension; and the mark after the last row.
    private static readonly byte[] CopyHeader = [0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] CopyTrailer = [0xff, 0xff];

    private readonly NpgsqlConnection _connection;
    private readonly IReadOnlyList<SinkTable> _tables;

    private StoreSession(NpgsqlConnection connection, IReadOnlyList<SinkTable> tables) => (_connection, _tables) = (connection, tables);

    public static async Task<StoreSession> OpenAsync(NpgsqlDataSource source, RoutingTable routing, CancellationToken cancellationToken)
    {
        var session = new StoreSession(await source.OpenConnectionAsync(cancellationToken), routing.Tables);
        await session.ExecuteAsync(string.Join(";\n", routing.Tables.Select(t => t.CreateStageSql).OfType<string>()), cancellationToken);
        return session;
    }

    /// <inheritdoc cref="PostgresStore.ReadPositionsAsync"/>
    public async Task<Dictionary<TopicPartition, long>> ReadPositionsAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        string[] topics = [.. partitions.Select(p => p.Topic)];
        int[] numbers = [.. partitions.Select(p => p.Partition.Value)];
        await using var insert = Command(
            "insert into ops.sink_offsets (topic, partition, next) select t, p, 0 from unnest($1, $2) as a(t, p) on conflict do nothing", topics, numbers);
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await using var select = Command(
            "select topic, partition, next from ops.sink_offsets where (topic, partition) in (select * from unnest($1, $2))", topics, numbers);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        Dictionary<TopicPartition, long> positions = [];
        while (await reader.ReadAsync(cancellationToken))
            positions.Add(new(reader.GetString(0), reader.GetInt32(1)), reader.GetInt64(2));
        return positions;
    }

    /// <inheritdoc cref="PostgresStore.WriteAsync"/>
    public async Task<bool> WriteAsync(SinkBatch batch, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        // First, as it locks the positions: another sink with the same records waits here and then loses, before it writes a row.
        if (!await MovePositionsAsync(batch, cancellationToken))
            return false;
        for (var table = 0; table < _tables.Count; table++)
            await WriteAsync(_tables[table], batch.Rows(table), 0, batch.Rows(table).Rows, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc cref="PostgresStore.TryAsync"/>
    public async Task<string?> TryAsync(SinkBatch batch, int table, int from, int to, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await WriteAsync(_tables[table], batch.Rows(table), from, to, cancellationToken);
            return null;
        }
        catch (PostgresException e) when (StoreErrors.IsRefusal(e))
        {
            return $"{e.MessageText} ({e.SqlState})";
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<bool> MovePositionsAsync(SinkBatch batch, CancellationToken cancellationToken)
    {
        // In one order for all sinks, so that two of them cannot lock each other out.
        var moved = batch.Ranges.OrderBy(r => r.Key.Topic, StringComparer.Ordinal).ThenBy(r => r.Key.Partition.Value).ToList();
        await using var command = Command(
            """
            with asked as (select * from unnest($1, $2, $3, $4) as a(topic, partition, first, next)),
            locked as (select o.topic, o.partition, a.next from asked a join ops.sink_offsets o
                       on o.topic = a.topic and o.partition = a.partition and o.next = a.first order by o.topic, o.partition for update of o)
            update ops.sink_offsets o set next = l.next from locked l where o.topic = l.topic and o.partition = l.partition
            """,
            moved.Select(r => r.Key.Topic).ToArray(),
            moved.Select(r => r.Key.Partition.Value).ToArray(),
            moved.Select(r => r.Value.Start).ToArray(),
            moved.Select(r => r.Value.End).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken) == moved.Count;
    }

    private async Task WriteAsync(SinkTable table, RowBuffer rows, int from, int to, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        await CopyAsync(table, rows, from, to, cancellationToken);
        if (rows.HasDeletions)
            await ExecuteAsync(table.DeleteSql!, cancellationToken);
        if (table.UpsertSql is { } upsert)
            await ExecuteAsync(upsert, cancellationToken);
    }

    private async Task CopyAsync(SinkTable table, RowBuffer rows, int from, int to, CancellationToken cancellationToken)
    {
        // Without its end mark a copy that is cut off by an error here is refused by the server, never half stored.
        await using var copy = await _connection.BeginRawBinaryCopyAsync(table.CopySql, cancellationToken);
        await copy.WriteAsync(CopyHeader, cancellationToken);
        foreach (var piece in rows.Pieces(from, to))
            await copy.WriteAsync(piece, cancellationToken);
        await copy.WriteAsync(CopyTrailer, cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in parameters)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
