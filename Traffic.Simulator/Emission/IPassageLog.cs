namespace Traffic.Simulator.Emission;

/// <summary>The raw topics as the simulator sees them. Records of a partition are stored in the order they were appended.</summary>
internal interface IPassageLog
{
    /// <summary>The last simulated position in each partition of a topic, null where there is none; null while there is no such topic.</summary>
    Task<IReadOnlyList<SimulationPosition?>?> ReadTailsAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Hands a record over; waits while too many are on their way.</summary>
    ValueTask AppendAsync(PassageRecord record, CancellationToken cancellationToken);

    /// <summary>Waits until all that was appended to a topic is stored; throws where it can't be.</summary>
    Task StoredAsync(string topic, CancellationToken cancellationToken);
}
