using Npgsql;
using Traffic.Feeds.Sql;

namespace Traffic.Api.Latest;

/// <summary>The newest record of each entity.</summary>
internal static class LatestSql
{
    /// <summary>
    /// Steps from entity to entity through the index on (entity, time) instead of reading it all: two look-ups per entity, however many
    /// records there are. Columns: the declared fields, the run, the texts of the entity's fields.
    /// </summary>
    public static NpgsqlCommand Build(NpgsqlConnection connection, LatestQuery query)
    {
        var stream = query.Stream;
        var command = new NpgsqlCommand(null, connection);
        var table = StreamTables.CleanName(stream);
        var entity = SqlText.Quote(stream.Entity);
        var previous = string.Join(", ", stream.Entity.Select(e => $"p.{SqlText.Quote(e)}"));
        var ofEntities = query.Filters.Where(f => stream.Entity.Contains(f.Field.Name)).Select(f => f.Bind(command)).ToList();
        List<string> start = [.. ofEntities];
        if (query.Cursor is { } cursor)
        {
            var values = stream.Entity.Zip(cursor.Entity, (name, text) =>
            {
                command.Parameters.Add(new NpgsqlParameter { Value = text });
                return $"${command.Parameters.Count}::{SqlTypes.Of(stream.Field(name).Type).Name()}";
            });
            start.Add($"({entity}) > ({string.Join(", ", values)})");
        }

        List<string> ofRecords = [$"({entity}) = ({previous})", .. query.Filters.Where(f => !stream.Entity.Contains(f.Field.Name)).Select(f => f.Bind(command))];
        if (query.Runs.Count > 0)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = query.Runs.ToArray() });
            ofRecords.Add($"run = any(${command.Parameters.Count})");
        }

        command.CommandText =
            $"""
            with recursive p as (
                (select {entity} from {table} {Where(start)} order by {entity} limit 1)
                union all
                select n.* from p cross join lateral
                    (select {entity} from {table} {Where([$"({entity}) > ({previous})", .. ofEntities])} order by {entity} limit 1) n
            )
            select {string.Join(", ", stream.Fields.Select(f => $"l.{SqlText.Quote(f.Name)}"))}, l.run,
                {string.Join(", ", stream.Entity.Select(e => $"p.{SqlText.Quote(e)}::text"))}
            from p cross join lateral
                (select * from {table} {Where(ofRecords)} order by {SqlText.Quote(stream.EventTime)} desc limit 1) l
            limit {query.Limit + 1}
            """;
        return command;
    }

    private static string Where(List<string> conditions) => conditions.Count == 0 ? "" : $"where {string.Join(" and ", conditions)}";
}
