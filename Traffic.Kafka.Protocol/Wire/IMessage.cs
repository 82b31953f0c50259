namespace Traffic.Kafka.Protocol.Wire;

/// <summary>
/// A structure of the Kafka protocol. It declares its fields once, in wire order, with the versions that carry
/// them; a visitor makes a reader, a writer or a description of that declaration.
/// </summary>
public interface IMessage
{
    /// <summary>The fields in wire order.</summary>
    void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor;

    /// <summary>The tagged fields of flexible versions, each behind <see cref="IFieldVisitor.Tag"/>.</summary>
    void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
    }
}
