using System.Text;
using System.Text.Json;
using Npgsql;
using Traffic.Api.Http;
using Traffic.Feeds.Sql;

namespace Traffic.Api.DeadLetters;

/// <summary>Reads <c>ops.dead_letters</c>.</summary>
internal sealed class DeadLetterStore(NpgsqlDataSource database)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SqlName Table = OpsTables.DeadLetters.Name;

    /// <summary>Newest first.</summary>
    public async Task<ItemList<DeadLetter>> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"select {DeadLetter.Columns} from {Table} where {query.Where(command)} "
            + $"order by failed_at desc, topic desc, partition desc, \"offset\" desc limit {query.Limit + 1}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<DeadLetter> letters = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(DeadLetter.Read(reader));
        }

        if (letters.Count <= query.Limit)
        {
            return new(letters);
        }

        letters.RemoveAt(query.Limit);
        var (last, place) = (letters[^1], letters[^1].Place);
        return new(letters, new DeadLetterCursor(query.Fingerprint, last.FailedAt, place.Topic, place.Partition, place.Offset).ToString());
    }

    public async Task<DeadLetterContent?> FindAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"select {DeadLetter.Columns}, key, value, headers::text from {Table} where topic = $1 and partition = $2 and \"offset\" = $3");
        command.Parameters.Add(new NpgsqlParameter { Value = id.Topic });
        command.Parameters.Add(new NpgsqlParameter { Value = id.Partition });
        command.Parameters.Add(new NpgsqlParameter { Value = id.Offset });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var (key, value) = (Bytes(16), Bytes(17));
        return new DeadLetterContent(DeadLetter.Read(reader))
        {
            ValueBase64 = value,
            ValueText = Text(value),
            KeyText = Text(key),
            Headers = JsonSerializer.Deserialize(reader.GetString(18), ApiJson.Default.JsonElement),
        };

        byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    }

    public async Task<ItemList<DeadLetterCount>> SummaryAsync(DeadLetterQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"select feed, stream, reason, count(*), max(failed_at) from {Table} where {query.Where(command)} group by 1, 2, 3 order by 1, 2, 3";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<DeadLetterCount> counts = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetDateTime(4)));
        }

        return new(counts);
    }

    private static string? Text(byte[]? bytes)
    {
        try
        {
            return bytes is null ? null : Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
