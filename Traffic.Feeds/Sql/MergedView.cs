using System.Text;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Feeds.Sql;

/// <summary>
/// The view that merges window results over their parts, to the same values as the engine does: sums are added in the engine's
/// fixed-point units, and everything else comes from sums, counts and sketches.
/// </summary>
internal static class MergedView
{
    private const string Double = "double precision";

    public static SqlView Of(StreamDeclaration stream, WindowDeclaration window)
    {
        var name = WindowTables.ViewName(stream, window);
        var columns = new List<string> { Quote(WindowTables.Start), $"max({Quote(WindowTables.End)}) as {Quote(WindowTables.End)}" };
        columns.AddRange(window.GroupBy.Select(Quote));
        columns.AddRange(new WindowSchema(stream, window).Columns
            .Where(c => c.Type != WindowColumnType.Binary)
            .Select(c => $"{Merged(c, stream, window)} as {Quote(c.Name)}"));
        columns.Add($"case when bool_or({Quote(WindowTables.Status)} = 'provisional') then 'provisional' "
            + $"when bool_or({Quote(WindowTables.Status)} = 'corrected') then 'corrected' else 'final' end as {Quote(WindowTables.Status)}");
        columns.Add($"array(select distinct f from unnest(ops.concatenated({Quote(WindowTables.Flags)})) f order by f) as {Quote(WindowTables.Flags)}");

        var sql = new StringBuilder($"create view {name} as select\n    ");
        sql.AppendJoin(",\n    ", columns);
        sql.Append($"\nfrom {WindowTables.PartsName(stream, window)}\ngroup by {SqlText.Quote([WindowTables.Start, .. window.GroupBy])};\n");
        sql.Append($"comment on view {name} is {SqlText.Literal($"{stream.Title}, windows of {window.Id}, merged over their parts.")};\n");
        return new(name, stream.Version, sql.ToString());
    }

    private static string Merged(WindowColumn column, StreamDeclaration stream, WindowDeclaration window)
    {
        var self = Quote(column.Name);
        var integral = column.Field is { } f && stream.Field(f).Type is FieldType.Long or FieldType.Money;
        return column.Aggregate switch
        {
            "count" or "n" or "count_where" => $"sum({self})::bigint",
            "sum" => integral ? $"sum({self})::bigint" : $"{Units(column.Field!, integral)} / 1e6::{Double}",
            "rsum" => $"{ReciprocalUnits(column.Field!)} / 1e12::{Double}",
            "mean" => $"{Units(column.Field!, integral)} / nullif({(integral ? "" : $"1e6::{Double} * ")}{Number(column.Field!)}, 0)",
            "hmean" => $"{Number(column.Field!)} * 1e12::{Double} / nullif({ReciprocalUnits(column.Field!)}, 0)",
            "min" => $"min({self})",
            "max" => $"max({self})",
            "quantile" => OnePart(column, Quantile(column, window)),
            "covered" => OnePart(column, $"ops.covered_seconds(array_agg({Quote($"{column.Name}_sketch")}))"),
            _ => throw new ArgumentException($"{stream.FullName}, window {window.Id}: {column.Name}: no SQL for the aggregate {column.Aggregate}"),
        };
    }

    /// <summary>Decoding sketches takes its time, and most windows have one part, which has the value already.</summary>
    private static string OnePart(WindowColumn column, string merged) => $"case when count(*) = 1 then min({Quote(column.Name)}) else {merged} end";

    private static string Quantile(WindowColumn column, WindowDeclaration window)
    {
        var field = column.Field!;
        var percent = window.Aggregates.OfType<Aggregate.Quantiles>()
            .Where(q => q.Field == field).SelectMany(q => q.Percents).First(p => column.Name == $"{field}_p{p}");
        var value = FormattableString.Invariant($"ops.sketch_quantile(array_agg({Quote($"{field}_sketch")}), {percent / 100.0})");
        return window.Aggregates.Contains(new Aggregate.Min(field)) && window.Aggregates.Contains(new Aggregate.Max(field))
            ? $"least(greatest({value}, min({Quote($"{field}_min")})), max({Quote($"{field}_max")}))"
            : value;
    }

    private static string Number(string field) => $"sum({Quote($"{field}_n")})::{Double}";

    private static string Units(string field, bool integral) =>
        integral ? $"sum({Quote($"{field}_sum")})::{Double}" : $"sum(round({Quote($"{field}_sum")} * 1e6)::bigint)::{Double}";

    private static string ReciprocalUnits(string field) => $"sum(round({Quote($"{field}_rsum")} * 1e12)::bigint)::{Double}";

    private static string Quote(string name) => SqlText.Quote(name);
}
