using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Sql;

/// <summary>The tables of a stream and of reference data, derived from their declarations.</summary>
public static class StreamTables
{
    /// <summary>The run's column: <c>live</c> or the name of the run.</summary>
    public const string Run = "run";

    /// <summary>Name of the clean table, <c>roads.passages</c>.</summary>
    public static SqlName CleanName(StreamDeclaration stream) => new(stream.Feed, stream.Name);

    /// <summary>Clean records: the record's fields and the run.</summary>
    public static SqlTable Clean(StreamDeclaration stream)
    {
        var name = CleanName(stream);
        var time = SqlText.Quote(stream.EventTime);
        List<SqlIndex> indexes = [new($"{name.Name}_{stream.EventTime}_idx", time)];
        if (stream.Entity.Count > 0)
        {
            indexes.Add(new($"{name.Name}_entity_idx", $"{SqlText.Quote(stream.Entity)}, {time} desc"));
        }

        return new(name, stream.Version, $"{stream.Title}. {stream.Description}",
            [.. stream.Fields.Select(SqlColumn.Of), new(Run, SqlType.Text, true, "Run of the record; live for records without one.")])
        {
            Indexes = indexes,
        };
    }

    public static SqlName ReferenceName(ReferenceDeclaration reference) => new(reference.Feed, reference.Name);

    /// <summary>Reference data: the newest row by key.</summary>
    public static SqlTable Reference(ReferenceDeclaration reference) =>
        new(ReferenceName(reference), 1, reference.Description, [.. reference.Fields.Select(SqlColumn.Of)]) { Key = reference.Key };
}
