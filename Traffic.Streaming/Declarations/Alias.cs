namespace Traffic.Streaming.Declarations;

/// <summary>Another name of a field in raw records, with the factor that turns its unit into the field's.</summary>
public sealed record Alias(string Name, double Factor = 1);
