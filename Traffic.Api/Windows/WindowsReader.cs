using Npgsql;
using Traffic.Api.Http;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

/// <summary>Answers windows queries from the tables, page by page.</summary>
internal sealed class WindowsReader(NpgsqlDataSource database, IWatermarks watermarks)
{
    /// <summary>Rows read for one page at most.</summary>
    public const int MaxRows = 3_000_000;

    // Small enough to read little more than a page, large enough that PostgreSQL goes by the index once per many rows.
    private const int ChunkRows = 50_000;

    public async Task WriteAsync(WindowsQuery query, WindowSchema schema, WindowsWriter writer, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sql = new WindowsSql(query, schema);
        if (query.Last is { } last)
        {
            query = query with { From = await FirstOfLastAsync(query, sql, connection, last, cancellationToken) };
        }

        var buckets = new WindowBuckets(query, schema, await watermarks.OfAsync(query.Stream, cancellationToken));
        var (from, to) = Resume(query);
        for (var (rows, more) = (0, true); more;)
        {
            more = false;
            await using var command = sql.Rows(connection, from, to, ChunkRows);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var row = new WindowRowReader(reader, WindowsSql.FirstGroup + query.Group.Count);
            for (var inChunk = 1; await reader.ReadAsync(cancellationToken); inChunk++)
            {
                var start = new DateTimeOffset(reader.GetDateTime(0)).ToMicros();
                if (!buckets.Takes(start))
                {
                    if (!writer.TryWrite(query, buckets))
                    {
                        return;
                    }

                    buckets.Start(start);
                }

                buckets.Add(reader, row);
                (from, to) = query.Descending ? (from, start) : (start + 1, to);
                more = inChunk >= ChunkRows;
                if (++rows > MaxRows)
                {
                    throw ApiException.BadQuery("from", $"The query reads more than {MaxRows:N0} rows of {query.Stream.FullName} {query.Window.Id}.",
                        "Ask for a shorter range, filter more, or lower the limit and go on with the cursor.");
                }
            }
        }

        writer.TryWrite(query, buckets);
    }

    /// <summary>The range that is left: a page starts with the bucket in which the one before ended.</summary>
    private static (long From, long To) Resume(WindowsQuery query)
    {
        if (query.Cursor is not { } cursor)
        {
            return (query.From, query.To);
        }

        var bucket = query.Calendar.Containing(cursor.Bucket);
        return query.Descending
            ? (query.From, Math.Min(query.To, bucket.End))
            : (Math.Max(query.From, bucket.Start), query.To);
    }

    private static async Task<long> FirstOfLastAsync(
        WindowsQuery query, WindowsSql sql, NpgsqlConnection connection, int last, CancellationToken cancellationToken)
    {
        var oldest = new Bucket(query.To, query.To);
        var found = 0;
        while (found < last)
        {
            var before = found;
            // Where buckets are windows one statement finds all; else one window tells its bucket, and the next is looked for before that.
            await using var command = sql.NewestStarts(connection, query.From, oldest.Start, query.Calendar.IsWindow ? last - found : 1);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            for (; await reader.ReadAsync(cancellationToken); found++)
            {
                oldest = query.Calendar.Containing(new DateTimeOffset(reader.GetDateTime(0)).ToMicros());
            }

            if (found == before || oldest.Start <= query.From)
            {
                break;
            }
        }

        return found == 0 ? query.From : Math.Max(query.From, oldest.Start);
    }
}
