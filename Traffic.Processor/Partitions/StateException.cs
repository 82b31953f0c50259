namespace Traffic.Processor.Partitions;

/// <summary>Stored state does not fit the log it was made from.</summary>
internal sealed class StateException(string message) : Exception(message);
