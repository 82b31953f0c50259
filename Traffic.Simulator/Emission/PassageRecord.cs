namespace Traffic.Simulator.Emission;

/// <summary>A raw record on its way to the log.</summary>
internal readonly record struct PassageRecord(string Topic, int Partition, byte[] Key, byte[] Value, SimulationPosition Position);
