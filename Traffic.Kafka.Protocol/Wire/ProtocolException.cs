namespace Traffic.Kafka.Protocol.Wire;

/// <summary>Bytes that are not what the schema says.</summary>
public sealed class ProtocolException(string message) : Exception(message);
