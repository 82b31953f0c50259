namespace Traffic.Api.Windows;

/// <summary>A bucket of an answer, [start, end) in microseconds since the epoch.</summary>
internal readonly record struct Bucket(long Start, long End)
{
    public bool Contains(long micros) => micros >= Start && micros < End;
}
