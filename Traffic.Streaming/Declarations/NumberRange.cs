namespace Traffic.Streaming.Declarations;

/// <summary>Inclusive bounds.</summary>
public sealed record NumberRange(double Min, double Max);
