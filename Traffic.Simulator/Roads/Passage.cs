namespace Traffic.Simulator.Roads;

/// <summary>One simulated vehicle passing.</summary>
/// <param name="Time">Event time, µs UTC; records carry it to the second.</param>
/// <param name="Speed">km/h.</param>
internal readonly record struct Passage(long Time, Guid Id, int Direction, int Lane, bool IsTruck, int Speed);
