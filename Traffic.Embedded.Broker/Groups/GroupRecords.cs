using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Groups;

// The keys and values of __consumer_offsets as Kafka writes them, each behind its version (two bytes).

/// <summary>Key, versions 0 and 1, of a committed offset.</summary>
internal sealed class OffsetCommitKey : IMessage
{
    public const short Version = 1;

    public string Group = "";
    public string Topic = "";
    public int Partition;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref Group);
        v.String(ref Topic);
        v.Int32(ref Partition);
    }
}

/// <summary>Value of a committed offset.</summary>
internal sealed class OffsetCommitValue : IMessage
{
    public const short Version = 3;

    public long Offset;
    public int LeaderEpoch = -1;
    public string Metadata = "";
    public long CommitTimestamp;

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int64(ref Offset);
        v.Int32(ref LeaderEpoch, from: 3);
        v.String(ref Metadata);
        v.Int64(ref CommitTimestamp);
    }
}

/// <summary>Key, version 2, of a group's members.</summary>
internal sealed class GroupMetadataKey : IMessage
{
    public const short Version = 2;

    public string Group = "";

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor => v.String(ref Group);
}

/// <summary>Value of a group's members.</summary>
internal sealed class GroupMetadataValue : IMessage
{
    public const short Version = 3;

    public string ProtocolType = "";
    public int Generation;
    public string? Protocol;
    public string? Leader;
    public long CurrentStateTimestamp = -1;
    public List<MemberMetadata> Members = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.String(ref ProtocolType);
        v.Int32(ref Generation);
        v.NullableString(ref Protocol);
        v.NullableString(ref Leader);
        v.Int64(ref CurrentStateTimestamp, from: 2);
        v.Array(ref Members);
    }

    public sealed class MemberMetadata : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public string ClientId = "";
        public string ClientHost = "";
        public int RebalanceTimeout;
        public int SessionTimeout;
        public ReadOnlyMemory<byte> Subscription;
        public ReadOnlyMemory<byte> Assignment;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref MemberId);
            v.NullableString(ref GroupInstanceId, from: 3);
            v.String(ref ClientId);
            v.String(ref ClientHost);
            v.Int32(ref RebalanceTimeout, from: 1);
            v.Int32(ref SessionTimeout);
            v.Bytes(ref Subscription);
            v.Bytes(ref Assignment);
        }
    }
}
