namespace Traffic.Embedded.Broker.Groups;

/// <summary>Where a group stands in the classic rebalance protocol; names as DescribeGroups tells them.</summary>
internal enum GroupState
{
    /// <summary>No members; there may be offsets.</summary>
    Empty,

    /// <summary>Members are asked to join again.</summary>
    PreparingRebalance,

    /// <summary>All have joined; the leader's assignment is awaited.</summary>
    CompletingRebalance,

    Stable,

    /// <summary>Removed; whoever still holds it must look it up again.</summary>
    Dead,
}
