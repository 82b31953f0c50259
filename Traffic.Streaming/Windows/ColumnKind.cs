namespace Traffic.Streaming.Windows;

internal enum ColumnKind
{
    Count,
    NonNull,
    Sum,
    Mean,
    HarmonicMean,
    Min,
    Max,
    Percentile,
    CountWhere,
    Covered,
    ReciprocalSum,
    Sketch,
    Coverage,
}
