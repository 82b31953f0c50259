using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

/// <summary>The current leader of a partition, in Produce and Fetch responses.</summary>
public sealed class LeaderIdAndEpoch : IMessage
{
    public int LeaderId = -1;
    public int LeaderEpoch = -1;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref LeaderId);
        v.Int32(ref LeaderEpoch);
    }
}
