using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

/// <summary>Where a broker listens, in Produce and Fetch responses.</summary>
public sealed class NodeEndpoint : IMessage
{
    public int NodeId;
    public string Host = "";
    public int Port;
    public string? Rack;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref NodeId);
        v.String(ref Host);
        v.Int32(ref Port);
        v.NullableString(ref Rack);
    }
}
