using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>
/// The transitions of a group: prepare (members are asked to rejoin) → complete the join (a new generation with a
/// leader) → complete the sync (the leader's assignment is given out). Every method wants the group's lock held.
/// </summary>
internal sealed class Rebalance(TimeProvider time, int initialDelayMs, GroupLog log)
{
    public void Prepare(Group group)
    {
        if (group.State == GroupState.CompletingRebalance)
        {
            FailSyncs(group, ErrorCode.RebalanceInProgress);
        }

        var isFirst = group.State == GroupState.Empty;
        group.State = GroupState.PreparingRebalance;
        group.IsGathering = isFirst && initialDelayMs > 0;
        group.RebalanceDeadline = Now() + (group.IsGathering ? initialDelayMs : group.Members.Values.Max(m => m.RebalanceTimeoutMs));
        if (isFirst && !group.IsGathering)
        {
            CompleteJoin(group);
        }
        else
        {
            CompleteIfAllJoined(group);
        }

        Reschedule(group);
    }

    public void CompleteIfAllJoined(Group group)
    {
        if (group.State == GroupState.PreparingRebalance && !group.IsGathering && group.HasAllJoined)
        {
            CompleteJoin(group);
        }
    }

    /// <summary>Starts the next generation with the members that have rejoined, and static ones that are away.</summary>
    private void CompleteJoin(Group group)
    {
        foreach (var gone in group.Members.Values.Where(m => m.Joining is null && m.InstanceId is null).ToList())
        {
            group.Members.Remove(gone.Id);
        }

        group.Generation++;
        group.IsGathering = false;
        group.RebalanceDeadline = long.MaxValue;
        if (group.Members.Count == 0)
        {
            group.State = GroupState.Empty;
            group.ProtocolName = null;
            group.LeaderId = null;
            log.Save(group);
            return;
        }

        var joined = group.Members.Values.Where(m => m.Joining is not null).ToList();
        if (joined.Count == 0)
        {
            // Only static members that are away: they have until their session ends.
            group.RebalanceDeadline = Now() + group.Members.Values.Max(m => m.RebalanceTimeoutMs);
            return;
        }

        group.State = GroupState.CompletingRebalance;
        group.ProtocolName = group.SelectProtocol();
        if (group.LeaderId is null || joined.All(m => m.Id != group.LeaderId))
        {
            group.LeaderId = joined[0].Id;
        }

        group.RebalanceDeadline = Now() + group.Members.Values.Max(m => m.RebalanceTimeoutMs);
        foreach (var member in joined)
        {
            Touch(member);
            var joining = member.Joining!;
            member.Joining = null;
            joining.TrySetResult(JoinAnswer(group, member));
        }
    }

    /// <summary>Gives out the leader's assignment.</summary>
    public void CompleteSync(Group group, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> assignments)
    {
        foreach (var member in group.Members.Values)
        {
            member.Assignment = assignments.GetValueOrDefault(member.Id);
        }

        group.State = GroupState.Stable;
        group.RebalanceDeadline = long.MaxValue;
        log.Save(group);
        foreach (var member in group.Members.Values)
        {
            Touch(member);
            member.Syncing?.TrySetResult(SyncAnswer(group, member));
            member.Syncing = null;
        }

        Reschedule(group);
    }

    public void Remove(Group group, GroupMember member)
    {
        group.Members.Remove(member.Id);
        member.Joining?.TrySetResult(new JoinGroupResponse { ErrorCode = ErrorCode.UnknownMemberId, MemberId = member.Id });
        member.Syncing?.TrySetResult(new SyncGroupResponse { ErrorCode = ErrorCode.UnknownMemberId });
        if (group.LeaderId == member.Id)
        {
            group.LeaderId = null;
        }

        if (group.State is GroupState.Stable or GroupState.CompletingRebalance)
        {
            if (group.Members.Count > 0)
            {
                Prepare(group);
            }
            else
            {
                group.State = GroupState.PreparingRebalance;
                CompleteJoin(group);
            }
        }
        else
        {
            CompleteIfAllJoined(group);
        }

        Reschedule(group);
    }

    /// <summary>What is due: sessions that ended, ids never joined with, members that missed the rebalance.</summary>
    public void Expire(Group group)
    {
        var now = Now();
        foreach (var pending in group.Pending.Where(p => p.Value <= now).Select(p => p.Key).ToList())
        {
            group.Pending.Remove(pending);
            CompleteIfAllJoined(group);
        }

        foreach (var member in group.Members.Values.Where(m => m.Deadline <= now && !m.IsWaiting).ToList())
        {
            Remove(group, member);
        }

        if (group.RebalanceDeadline <= now)
        {
            if (group.State == GroupState.PreparingRebalance)
            {
                CompleteJoin(group);
            }
            else if (group.State == GroupState.CompletingRebalance)
            {
                foreach (var silent in group.Members.Values.Where(m => m.Syncing is null).ToList())
                {
                    Remove(group, silent);
                }
            }
        }

        Reschedule(group);
    }

    public void Touch(GroupMember member) => member.Deadline = Now() + member.SessionTimeoutMs;

    /// <summary>Sets the group's timer to the next thing that can be due; heartbeats only move deadlines away from it.</summary>
    public void Reschedule(Group group)
    {
        var next = group.RebalanceDeadline;
        foreach (var member in group.Members.Values.Where(m => !m.IsWaiting))
        {
            next = Math.Min(next, member.Deadline);
        }

        foreach (var deadline in group.Pending.Values)
        {
            next = Math.Min(next, deadline);
        }

        if (next == long.MaxValue)
        {
            group.Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        group.Timer ??= time.CreateTimer(state =>
        {
            var due = (Group)state!;
            lock (due.Sync)
            {
                if (due.State != GroupState.Dead)
                {
                    Expire(due);
                }
            }
        }, group, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        group.Timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, next - Now())), Timeout.InfiniteTimeSpan);
    }

    public static JoinGroupResponse JoinAnswer(Group group, GroupMember member, bool skipAssignment = false) => new()
    {
        GenerationId = group.Generation,
        ProtocolType = group.ProtocolType,
        ProtocolName = group.ProtocolName,
        Leader = group.LeaderId ?? "",
        MemberId = member.Id,
        SkipAssignment = skipAssignment,
        Members = member.Id != group.LeaderId ? [] : [.. group.Members.Values.Select(m => new JoinGroupResponse.JoinGroupResponseMember
        {
            MemberId = m.Id,
            GroupInstanceId = m.InstanceId,
            Metadata = m.MetadataFor(group.ProtocolName!),
        })],
    };

    public static SyncGroupResponse SyncAnswer(Group group, GroupMember member) => new()
    {
        ProtocolType = group.ProtocolType,
        ProtocolName = group.ProtocolName,
        Assignment = member.Assignment,
    };

    public long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static void FailSyncs(Group group, ErrorCode error)
    {
        foreach (var member in group.Members.Values)
        {
            member.Assignment = default;
            member.Syncing?.TrySetResult(new SyncGroupResponse { ErrorCode = error });
            member.Syncing = null;
        }
    }
}
