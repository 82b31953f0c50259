using Traffic.Streaming.Windows;

namespace Traffic.Api.Feeds;

/// <summary>A window of a stream.</summary>
/// <param name="Columns">What a reader may plot; the first is the record count.</param>
internal sealed record WindowDescription(string Id, string Kind, double SizeS, IReadOnlyList<string> GroupBy, IReadOnlyList<ColumnDescription> Columns)
{
    public static WindowDescription Of(WindowSchema schema) => new(
        schema.Window.Id, "tumbling", schema.Window.Size.TotalSeconds, schema.Window.GroupBy,
        [.. schema.Columns.Where(c => c.Readable).Select(ColumnDescription.Of)]);
}

/// <param name="Aggregate">count, n, sum, mean, hmean, min, max, quantile, count_where or covered.</param>
/// <param name="Field">The aggregated field; null for the count of records.</param>
internal sealed record ColumnDescription(string Name, string Type, string? Unit, string Aggregate, string? Field, string Label)
{
    public static ColumnDescription Of(WindowColumn column) => new(
        column.Name, column.Type.ToString().ToLowerInvariant(), column.Unit, column.Aggregate, column.Field, column.Label);
}
