using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>The topics that the members of a group of consumers subscribe to, read from their metadata.</summary>
internal sealed class Subscriptions : IMessage
{
    private const string Consumers = "consumer";

    public List<string> Topics = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor => v.Strings(ref Topics);

    /// <summary>Null if the group's members are no consumers or what they sent can't be read.</summary>
    public static HashSet<string>? Of(Group group)
    {
        if (group.ProtocolType != Consumers || group.ProtocolName is not { } protocol)
        {
            return null;
        }

        var topics = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in group.Members.Values)
        {
            var metadata = member.MetadataFor(protocol).ToArray();
            try
            {
                // Two bytes of version; every version starts with the topics.
                topics.UnionWith(new MessageReader(metadata, 2, metadata.Length - 2, 0, flexible: false).Read<Subscriptions>().Topics);
            }
            catch (Exception problem) when (problem is ProtocolException or ArgumentException)
            {
                return null;
            }
        }

        return topics;
    }
}
