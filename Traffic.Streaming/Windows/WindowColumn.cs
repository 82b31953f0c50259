namespace Traffic.Streaming.Windows;

/// <summary>A column of a window record between its grouping fields and <c>status</c>.</summary>
/// <param name="Name">Name in records, tables and the API, e.g. <c>speed_kmh_mean</c>.</param>
/// <param name="Aggregate">count, n, sum, mean, hmean, min, max, quantile, count_where, covered; state only: rsum, sketch.</param>
/// <param name="Field">The aggregated field; null for <c>count</c>.</param>
/// <param name="Unit">Unit of the values, null for counts and state.</param>
/// <param name="Label">What people read, e.g. "Speed, mean".</param>
/// <param name="Readable">Fit for charts; false is state that exists for merging.</param>
public sealed record WindowColumn(
    string Name, WindowColumnType Type, string Aggregate, string? Field, string? Unit, string Label, bool Readable);
