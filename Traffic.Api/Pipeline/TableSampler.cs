using Confluent.Kafka;
using Npgsql;
using Traffic.Api.Windows;
using Traffic.Feeds.Sql;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Pipeline;

/// <summary>Takes a <see cref="TableView"/>.</summary>
internal sealed class TableSampler(NpgsqlDataSource database)
{
    /// <param name="streams">Streams that have live records.</param>
    public async Task<TableView> SampleAsync(IReadOnlyList<StreamDeclaration> streams, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"select topic, partition, next from {OpsTables.SinkOffsets.Name}"));
        foreach (var stream in streams)
        {
            var time = SqlText.Quote(stream.EventTime);
            batch.BatchCommands.Add(new($"select {time} from {StreamTables.CleanName(stream)} where run = '{Parts.Live}' order by {time} desc limit 1"));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        Dictionary<TopicPartition, long> stored = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            stored[new(reader.GetString(0), reader.GetInt32(1))] = reader.GetInt64(2);
        }

        Dictionary<string, DateTimeOffset> newest = [];
        foreach (var stream in streams)
        {
            await reader.NextResultAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                newest[stream.FullName] = reader.GetDateTime(0);
            }
        }

        return new(stored, newest);
    }
}
