namespace Traffic.Api.Windows;

/// <summary>Length of the buckets of an answer: the window's own size, or a unit of local time.</summary>
internal enum Granularity
{
    Window,
    Minute,
    Hour,
    Day,
    Week,
    Month,
}
