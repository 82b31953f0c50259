using Npgsql;
using NpgsqlTypes;
using Traffic.Api.Windows;
using Traffic.Feeds.Sql;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Feeds;

/// <summary>
/// Reads the extent of a stream's runs. The windows, far fewer than the records, say how many records there are and where the first and
/// the last are to be found.
/// </summary>
internal sealed class ExtentReader(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<RunExtent>> ReadAsync(StreamDeclaration stream)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (stream.Windows.Count == 0)
        {
            return await ExtentsAsync(connection,
                $"select run, min({Time(stream)}), max({Time(stream)}), count(*) from {StreamTables.CleanName(stream)} group by run order by run");
        }

        var window = stream.Windows[0];
        var byPart = await ExtentsAsync(connection,
            $"select part, min(window_start), max(window_start), sum(count)::bigint from {WindowTables.PartsName(stream, window)} group by part");
        List<RunExtent> extents = [];
        foreach (var run in byPart.GroupBy(p => Parts.RunOf(p.Run), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var coarse = new RunExtent(run.Key, run.Min(p => p.First), run.Max(p => p.Last), run.Sum(p => p.Rows));
            extents.Add(coarse with
            {
                First = await EdgeAsync(connection, stream, window, "min", run.Key, coarse.First),
                Last = await EdgeAsync(connection, stream, window, "max", run.Key, coarse.Last),
            });
        }

        return extents;
    }

    private static async Task<List<RunExtent>> ExtentsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<RunExtent> extents = [];
        while (await reader.ReadAsync())
        {
            extents.Add(new(reader.GetString(0), reader.GetDateTime(1), reader.GetDateTime(2), reader.GetInt64(3)));
        }

        return extents;
    }

    /// <summary>The least or greatest event time of a run inside one window; its start where the records are not stored yet.</summary>
    private static async Task<DateTime> EdgeAsync(
        NpgsqlConnection connection, StreamDeclaration stream, WindowDeclaration window, string function, string run, DateTime start)
    {
        await using var command = new NpgsqlCommand(
            $"select {function}({Time(stream)}) from {StreamTables.CleanName(stream)} where run = $1 and {Time(stream)} >= $2 and {Time(stream)} < $3", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run });
        command.Parameters.Add(new NpgsqlParameter { Value = start, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = start + window.Size, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await command.ExecuteScalarAsync() is DateTime edge ? edge : start;
    }

    private static string Time(StreamDeclaration stream) => SqlText.Quote(stream.EventTime);
}
