namespace Traffic.Kafka.Protocol.Wire;

/// <summary>
/// What stands before the body of a request. Version 2 adds tagged fields; the client id keeps its two-byte
/// length in every version, so the header is always visited as not flexible and its tags are read apart.
/// </summary>
public sealed class RequestHeader : IMessage
{
    public short ApiKey;
    public short ApiVersion;
    public int CorrelationId;
    public string? ClientId;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int16(ref ApiKey);
        v.Int16(ref ApiVersion);
        v.Int32(ref CorrelationId);
        v.NullableString(ref ClientId, nullable: 1);
    }
}
