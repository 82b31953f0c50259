namespace Traffic.Streaming.Windows;

/// <summary>Where an accumulator finds the value of a column.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Field">Index into <see cref="WindowSchema.Fields"/>, −1 for the record count.</param>
/// <param name="Percent">Which percentile.</param>
internal readonly record struct ColumnSource(ColumnKind Kind, int Field, int Percent = 0);
