using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Feeds.Sql;

/// <summary>The table that keeps window results by part, and the name of the view that merges them.</summary>
public static class WindowTables
{
    public const string Start = "window_start";
    public const string End = "window_end";
    public const string Part = "part";
    public const string Status = "status";
    public const string Revision = "revision";
    public const string Flags = "flags";

    /// <summary>Name of the merging view, <c>roads.passages_1m</c>.</summary>
    public static SqlName ViewName(StreamDeclaration stream, WindowDeclaration window) =>
        new(stream.Feed, $"{stream.Name}_{window.Id.Replace('.', '_')}");

    /// <summary>Name of the table by part, <c>roads.passages_1m_parts</c>.</summary>
    public static SqlName PartsName(StreamDeclaration stream, WindowDeclaration window) =>
        ViewName(stream, window) with { Name = $"{ViewName(stream, window).Name}_parts" };

    /// <summary>Window results, one row by window, group and part: the columns of the window record.</summary>
    public static SqlTable Parts(StreamDeclaration stream, WindowDeclaration window) =>
        new(PartsName(stream, window), stream.Version, $"{stream.Title}, windows of {window.Id}, one row by part (lane).",
            [
                new(Start, SqlType.TimestampTz, true, "Start of the window, inclusive."),
                new(End, SqlType.TimestampTz, true, "End of the window, exclusive."),
                .. window.GroupBy.Select(g => SqlColumn.Of(stream.Field(g)) with { NotNull = false }),
                new(Part, SqlType.Text, true, "live, or the run the rows came from."),
                .. new WindowSchema(stream, window).Columns.Select(Column),
                new(Status, SqlType.Text, true, "provisional (still open), final, or corrected (changed after it was final)."),
                new(Revision, SqlType.BigInt, true, "Rises with every change of the result."),
                new(Flags, SqlType.TextArray, true, "Alert rules that fired on the window."),
            ])
        {
            Key = [Start, .. window.GroupBy, Part],
        };

    private static SqlColumn Column(WindowColumn column) =>
        new(column.Name, SqlTypes.Of(column.Type), column.Aggregate == "count", SqlColumn.WithUnit($"{column.Label}.", column.Unit))
        {
            KeptWhenAbsent = column.Type == WindowColumnType.Binary,
        };
}
