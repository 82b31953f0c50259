using Npgsql;
using NpgsqlTypes;
using Traffic.Feeds.Sql;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

/// <summary>The statements of a windows query, over the rows by part.</summary>
internal sealed class WindowsSql(WindowsQuery query, WindowSchema schema)
{
    /// <summary>Columns before the groups: window_start, part, whether provisional, whether corrected.</summary>
    public const int FirstGroup = 4;

    private readonly SqlName _table = WindowTables.PartsName(query.Stream, query.Window);

    /// <summary>The first <paramref name="rows"/> rows of a range in the query's order, and all that share the window start of the last.</summary>
    public NpgsqlCommand Rows(NpgsqlConnection connection, long from, long to, int rows)
    {
        var command = new NpgsqlCommand(null, connection);
        string[] columns =
        [
            "window_start", "part", "status = 'provisional'", "status = 'corrected'",
            .. query.Group.Select(f => SqlText.Quote(f.Name)),
            .. schema.Columns.Select(c => SqlText.Quote(c.Name)),
        ];
        command.CommandText =
            $"""
            select {string.Join(", ", columns)} from {_table} where {Where(command, from, to)}
            order by window_start{(query.Descending ? " desc" : "")} fetch first {rows} rows with ties
            """;
        return command;
    }

    /// <summary>The newest distinct window starts of a range.</summary>
    public NpgsqlCommand NewestStarts(NpgsqlConnection connection, long from, long to, int count)
    {
        var command = new NpgsqlCommand(null, connection);
        command.CommandText = $"select distinct window_start from {_table} where {Where(command, from, to)} order by window_start desc limit {count}";
        return command;
    }

    private string Where(NpgsqlCommand command, long from, long to)
    {
        List<string> conditions = [$"window_start >= {Instant(command, from)}"];
        if (to < long.MaxValue)
        {
            conditions.Add($"window_start < {Instant(command, to)}");
        }

        conditions.AddRange(query.Filters.Select(f => f.Bind(command)));
        if (query.Runs.Count > 0)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = query.Runs.SelectMany(Parts.OfRun).ToArray() });
            conditions.Add($"part = any(${command.Parameters.Count})");
        }

        return string.Join(" and ", conditions);
    }

    private static string Instant(NpgsqlCommand command, long micros)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = ZoneClock.ToUtc(micros), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return $"${command.Parameters.Count}";
    }
}
