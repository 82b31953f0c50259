namespace Traffic.Embedded.Broker.Groups;

/// <summary>The state of a consumer group. All of it is guarded by <see cref="Sync"/>.</summary>
internal sealed class Group(string id)
{
    public Lock Sync { get; } = new();

    public string Id { get; } = id;

    public GroupState State { get; set; } = GroupState.Empty;

    public int Generation { get; set; }

    /// <summary>"consumer" for consumers; null until someone has joined.</summary>
    public string? ProtocolType { get; set; }

    /// <summary>The assignor chosen for this generation.</summary>
    public string? ProtocolName { get; set; }

    public string? LeaderId { get; set; }

    public Dictionary<string, GroupMember> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Member ids given out but not yet joined with, and until when (ms) they hold.</summary>
    public Dictionary<string, long> Pending { get; } = new(StringComparer.Ordinal);

    public Dictionary<TopicPartition, CommittedOffset> Offsets { get; } = [];

    /// <summary>When (ms) members that have not rejoined, or not fetched their assignment, are dropped.</summary>
    public long RebalanceDeadline { get; set; } = long.MaxValue;

    /// <summary>Whether a new group still waits for further first members.</summary>
    public bool IsGathering { get; set; }

    public ITimer? Timer { get; set; }

    public GroupMember? FindStatic(string? instanceId) => instanceId is null ? null : Members.Values.FirstOrDefault(m => m.InstanceId == instanceId);

    public bool HasAllJoined => Pending.Count == 0 && Members.Values.All(m => m.Joining is not null);

    /// <summary>Whether all present members know one of these assignors.</summary>
    public bool Supports(string protocolType, IReadOnlyList<MemberProtocol> protocols) =>
        Members.Count == 0
            ? protocols.Count > 0 && protocolType.Length > 0
            : ProtocolType == protocolType && protocols.Any(p => Members.Values.All(m => m.Protocols.Any(o => o.Name == p.Name)));

    /// <summary>The assignor that most members want first among those that all know; ties by name.</summary>
    public string SelectProtocol()
    {
        var common = Members.Values.Select(m => m.Protocols.Select(p => p.Name)).Aggregate((a, b) => a.Intersect(b)).ToHashSet();
        return Members.Values
            .Select(m => m.Protocols.First(p => common.Contains(p.Name)).Name)
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(votes => votes.Count()).ThenBy(votes => votes.Key, StringComparer.Ordinal)
            .First().Key;
    }
}
