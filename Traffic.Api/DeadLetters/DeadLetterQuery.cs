using Npgsql;
using NpgsqlTypes;
using Traffic.Api.Http;
using Traffic.Feeds.Sql;

namespace Traffic.Api.DeadLetters;

/// <summary>Which dead letters a call asks for.</summary>
internal sealed record DeadLetterQuery(
    IReadOnlyDictionary<string, string[]> Values, DateTimeOffset? From, DateTimeOffset? To, int Limit, DeadLetterCursor? Cursor, string Fingerprint)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    private static readonly string[] Filters = ["feed", "stream", "reason", "field", "run", "stage"];

    public static QueryParameter[] Parameters { get; } =
    [
        new("feed", "Feeds, comma-separated."), new("stream", "Streams."), new("reason", "Reasons, e.g. `late`."), new("field", "Fields at fault."),
        new("run", "`live` or names of runs."), new("stage", "`replay`, `intake`, `join` or `store`."),
        QueryParameter.From with { Description = "Earliest time of the refusal, inclusive." },
        QueryParameter.To with { Description = "Latest time of the refusal, exclusive." },
    ];

    public static DeadLetterQuery Read(HttpRequest request, bool paged)
    {
        var query = Query.Of(request);
        string[] paging = paged ? ["limit", "cursor"] : [];
        query.Allow([.. Filters, "from", "to", .. paging]);
        var fingerprint = Fingerprints.Of(request, except: ["limit", "cursor"]);
        return new(
            Filters.Where(query.Has).ToDictionary(f => f, f => query.Values(f).ToArray()),
            query.Instant("from", TimeZoneInfo.Utc),
            query.Instant("to", TimeZoneInfo.Utc),
            query.Integer("limit", 1, MaxLimit) ?? DefaultLimit,
            DeadLetterCursor.Read(query.Text("cursor"), fingerprint),
            fingerprint);
    }

    /// <summary>Conditions of the statement; parameters are added to the command.</summary>
    public string Where(NpgsqlCommand command)
    {
        List<string> conditions = ["true"];
        foreach (var (name, values) in Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values });
            conditions.Add($"{SqlText.Quote(name)} = any(${command.Parameters.Count})");
        }

        Add(From, ">=");
        Add(To, "<");
        if (Cursor is { } cursor)
        {
            var first = command.Parameters.Count + 1;
            command.Parameters.Add(new NpgsqlParameter { Value = cursor.FailedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new NpgsqlParameter { Value = cursor.Topic });
            command.Parameters.Add(new NpgsqlParameter { Value = cursor.Partition });
            command.Parameters.Add(new NpgsqlParameter { Value = cursor.Offset });
            conditions.Add($"(failed_at, topic, partition, \"offset\") < (${first}, ${first + 1}, ${first + 2}, ${first + 3})");
        }

        return string.Join(" and ", conditions);

        void Add(DateTimeOffset? instant, string comparison)
        {
            if (instant is { } value)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                conditions.Add($"failed_at {comparison} ${command.Parameters.Count}");
            }
        }
    }
}
