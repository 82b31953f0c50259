using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>A member of a group. Guarded by the group's lock.</summary>
internal sealed class GroupMember(string id, string? instanceId, string clientId, string clientHost)
{
    public string Id { get; } = id;

    /// <summary>The name of a static member, which keeps its assignment across restarts.</summary>
    public string? InstanceId { get; } = instanceId;

    public string ClientId { get; } = clientId;

    public string ClientHost { get; } = clientHost;

    public int SessionTimeoutMs { get; set; }

    public int RebalanceTimeoutMs { get; set; }

    /// <summary>The assignors it knows, most wanted first, with its subscription for each.</summary>
    public IReadOnlyList<MemberProtocol> Protocols { get; set; } = [];

    public ReadOnlyMemory<byte> Assignment { get; set; }

    /// <summary>When its session ends (ms), unless it is heard of before.</summary>
    public long Deadline { get; set; }

    /// <summary>Set while its JoinGroup waits for the others.</summary>
    public TaskCompletionSource<JoinGroupResponse>? Joining { get; set; }

    /// <summary>Set while its SyncGroup waits for the leader.</summary>
    public TaskCompletionSource<SyncGroupResponse>? Syncing { get; set; }

    public bool IsWaiting => Joining is not null || Syncing is not null;

    public ReadOnlyMemory<byte> MetadataFor(string protocol) => Protocols.First(p => p.Name == protocol).Metadata;

    public bool HasProtocols(IReadOnlyList<MemberProtocol> others) =>
        Protocols.Count == others.Count && Protocols.Zip(others).All(p => p.First.Name == p.Second.Name && p.First.Metadata.Span.SequenceEqual(p.Second.Metadata.Span));
}

/// <summary>An assignor with the subscription that a member gives it.</summary>
internal sealed record MemberProtocol(string Name, ReadOnlyMemory<byte> Metadata);
