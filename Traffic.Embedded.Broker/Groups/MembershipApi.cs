using Traffic.Embedded.Broker.Network;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>JoinGroup, SyncGroup, Heartbeat and LeaveGroup: the classic rebalance protocol with static members (KIP-345).</summary>
internal sealed class MembershipApi(GroupStore groups, Rebalance rebalance)
{
    private const int FirstVersionWithRequiredId = 4;
    private const int FirstVersionWithSkipAssignment = 9;
    private const int FirstBatchedLeave = 3;
    private const int MinSessionMs = 100;
    private const int MaxSessionMs = 1_800_000;

    public async ValueTask<JoinGroupResponse?> HandleAsync(JoinGroupRequest request, RequestContext context)
    {
        if (request.GroupId.Length == 0)
        {
            return Refuse(request, ErrorCode.InvalidGroupId);
        }

        if (request.SessionTimeoutMs is < MinSessionMs or > MaxSessionMs)
        {
            return Refuse(request, ErrorCode.InvalidSessionTimeout);
        }

        // Only a newcomer makes a group; whoever bears an id was member of one that is gone.
        if ((request.MemberId.Length == 0 ? groups.FindOrCreate(request.GroupId) : groups.Find(request.GroupId)) is not { } group)
        {
            return Refuse(request, ErrorCode.UnknownMemberId);
        }

        Task<JoinGroupResponse> joining;
        lock (group.Sync)
        {
            if (group.State == GroupState.Dead)
            {
                return Refuse(request, ErrorCode.CoordinatorNotAvailable);
            }

            joining = Join(group, request, context);
        }

        return await joining.WaitAsync(context.Stopping);
    }

    public async ValueTask<SyncGroupResponse?> HandleAsync(SyncGroupRequest request, RequestContext context)
    {
        if (groups.Find(request.GroupId) is not { } group)
        {
            return new SyncGroupResponse { ErrorCode = ErrorCode.UnknownMemberId };
        }

        Task<SyncGroupResponse> syncing;
        lock (group.Sync)
        {
            syncing = Sync(group, request);
        }

        return await syncing.WaitAsync(context.Stopping);
    }

    public ValueTask<HeartbeatResponse?> HandleAsync(HeartbeatRequest request, RequestContext context)
    {
        if (groups.Find(request.GroupId) is not { } group)
        {
            return new(new HeartbeatResponse { ErrorCode = ErrorCode.UnknownMemberId });
        }

        lock (group.Sync)
        {
            var (error, member) = FindMember(group, request.MemberId, request.GroupInstanceId, request.GenerationId);
            if (error == ErrorCode.None)
            {
                rebalance.Touch(member!);
                error = group.State == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
            }

            return new(new HeartbeatResponse { ErrorCode = error });
        }
    }

    public ValueTask<LeaveGroupResponse?> HandleAsync(LeaveGroupRequest request, RequestContext context)
    {
        var members = context.Version < FirstBatchedLeave ? [new() { MemberId = request.MemberId }] : request.Members;
        var response = new LeaveGroupResponse();
        if (groups.Find(request.GroupId) is { } group)
        {
            lock (group.Sync)
            {
                response.Members.AddRange(members.Select(m => Leave(group, m)));
            }
        }
        else
        {
            response.Members.AddRange(members.Select(m => new LeaveGroupResponse.MemberResponse { MemberId = m.MemberId, GroupInstanceId = m.GroupInstanceId, ErrorCode = ErrorCode.UnknownMemberId }));
        }

        if (context.Version < FirstBatchedLeave)
        {
            response.ErrorCode = response.Members[0].ErrorCode;
        }

        return new(response);
    }

    private Task<JoinGroupResponse> Join(Group group, JoinGroupRequest request, RequestContext context)
    {
        // The request's bytes live in the connection's buffer.
        var protocols = request.Protocols.Select(p => new MemberProtocol(p.Name, p.Metadata.ToArray())).ToList();
        if (!group.Supports(request.ProtocolType, protocols))
        {
            return Task.FromResult(Refuse(request, ErrorCode.InconsistentGroupProtocol));
        }

        if (request.MemberId.Length == 0)
        {
            return JoinNew(group, request, protocols, context);
        }

        if (group.Pending.Remove(request.MemberId))
        {
            return Add(group, request.MemberId, request, protocols, context);
        }

        var (error, member) = FindMember(group, request.MemberId, request.GroupInstanceId, generation: null);
        return error != ErrorCode.None
            ? Task.FromResult(Refuse(request, error))
            : Rejoin(group, member!, request, protocols);
    }

    private Task<JoinGroupResponse> JoinNew(Group group, JoinGroupRequest request, List<MemberProtocol> protocols, RequestContext context)
    {
        var id = $"{request.GroupInstanceId ?? context.ClientId}-{Guid.NewGuid()}";
        if (group.FindStatic(request.GroupInstanceId) is { } former)
        {
            return Replace(group, former, id, request, protocols, context);
        }

        if (request.GroupInstanceId is null && context.Version >= FirstVersionWithRequiredId)
        {
            group.Pending[id] = rebalance.Now() + request.SessionTimeoutMs;
            rebalance.Reschedule(group);
            return Task.FromResult(new JoinGroupResponse { ErrorCode = ErrorCode.MemberIdRequired, MemberId = id });
        }

        return Add(group, id, request, protocols, context);
    }

    private Task<JoinGroupResponse> Add(Group group, string id, JoinGroupRequest request, List<MemberProtocol> protocols, RequestContext context)
    {
        var member = new GroupMember(id, request.GroupInstanceId, context.ClientId, $"/{context.ClientHost}");
        group.Members[id] = member;
        group.ProtocolType = request.ProtocolType;
        return JoinAnew(group, member, request, protocols);
    }

    /// <summary>A static member is back under a new id; the old id is fenced. Its subscription being the same, nobody else notices.</summary>
    private Task<JoinGroupResponse> Replace(Group group, GroupMember former, string id, JoinGroupRequest request, List<MemberProtocol> protocols, RequestContext context)
    {
        former.Joining?.TrySetResult(Refuse(request, ErrorCode.FencedInstanceId));
        former.Syncing?.TrySetResult(new SyncGroupResponse { ErrorCode = ErrorCode.FencedInstanceId });
        group.Members.Remove(former.Id);
        var member = new GroupMember(id, request.GroupInstanceId, context.ClientId, $"/{context.ClientHost}") { Assignment = former.Assignment };
        group.Members[id] = member;
        var wasLeader = group.LeaderId == former.Id;
        if (wasLeader)
        {
            group.LeaderId = id;
        }

        if (group.State != GroupState.Stable || !former.HasProtocols(protocols))
        {
            return JoinAnew(group, member, request, protocols);
        }

        Update(member, request, protocols);
        rebalance.Reschedule(group);
        var canSkip = context.Version >= FirstVersionWithSkipAssignment;
        var answer = Rebalance.JoinAnswer(group, member, skipAssignment: wasLeader && canSkip);
        if (wasLeader && !canSkip)
        {
            // An older client that learned it leads would send a new assignment for a generation that has one.
            answer.Leader = former.Id;
            answer.Members = [];
        }

        return Task.FromResult(answer);
    }

    private Task<JoinGroupResponse> Rejoin(Group group, GroupMember member, JoinGroupRequest request, List<MemberProtocol> protocols)
    {
        var unchanged = member.HasProtocols(protocols);
        switch (group.State)
        {
            case GroupState.CompletingRebalance when unchanged:
            case GroupState.Stable when unchanged && group.LeaderId != member.Id:
                // It missed the answer to its last join.
                rebalance.Touch(member);
                return Task.FromResult(Rebalance.JoinAnswer(group, member));
            case GroupState.Empty or GroupState.Dead:
                return Task.FromResult(Refuse(request, ErrorCode.UnknownMemberId));
            default:
                return JoinAnew(group, member, request, protocols);
        }
    }

    private Task<JoinGroupResponse> JoinAnew(Group group, GroupMember member, JoinGroupRequest request, List<MemberProtocol> protocols)
    {
        Update(member, request, protocols);
        member.Joining?.TrySetResult(Refuse(request, ErrorCode.RebalanceInProgress));
        var joining = new TaskCompletionSource<JoinGroupResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        member.Joining = joining;
        if (group.State == GroupState.PreparingRebalance)
        {
            rebalance.CompleteIfAllJoined(group);
            rebalance.Reschedule(group);
        }
        else
        {
            rebalance.Prepare(group);
        }

        return joining.Task;
    }

    private void Update(GroupMember member, JoinGroupRequest request, List<MemberProtocol> protocols)
    {
        member.SessionTimeoutMs = request.SessionTimeoutMs;
        member.RebalanceTimeoutMs = request.RebalanceTimeoutMs > 0 ? request.RebalanceTimeoutMs : request.SessionTimeoutMs;
        member.Protocols = protocols;
        rebalance.Touch(member);
    }

    private Task<SyncGroupResponse> Sync(Group group, SyncGroupRequest request)
    {
        var (error, member) = FindMember(group, request.MemberId, request.GroupInstanceId, request.GenerationId);
        if (error == ErrorCode.None && (Differs(request.ProtocolType, group.ProtocolType) || Differs(request.ProtocolName, group.ProtocolName)))
        {
            error = ErrorCode.InconsistentGroupProtocol;
        }

        if (error == ErrorCode.None && group.State == GroupState.PreparingRebalance)
        {
            error = ErrorCode.RebalanceInProgress;
        }

        if (error != ErrorCode.None)
        {
            return Task.FromResult(new SyncGroupResponse { ErrorCode = error });
        }

        rebalance.Touch(member!);
        if (group.State == GroupState.Stable)
        {
            return Task.FromResult(Rebalance.SyncAnswer(group, member!));
        }

        var syncing = new TaskCompletionSource<SyncGroupResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        member!.Syncing?.TrySetResult(new SyncGroupResponse { ErrorCode = ErrorCode.RebalanceInProgress });
        member.Syncing = syncing;
        if (member.Id == group.LeaderId)
        {
            rebalance.CompleteSync(group, request.Assignments.ToDictionary(a => a.MemberId, a => (ReadOnlyMemory<byte>)a.Assignment.ToArray(), StringComparer.Ordinal));
        }

        return syncing.Task;

        static bool Differs(string? told, string? known) => told is not null && told != known;
    }

    private LeaveGroupResponse.MemberResponse Leave(Group group, LeaveGroupRequest.MemberIdentity identity)
    {
        var answer = new LeaveGroupResponse.MemberResponse { MemberId = identity.MemberId, GroupInstanceId = identity.GroupInstanceId };
        if (group.Pending.Remove(identity.MemberId))
        {
            rebalance.CompleteIfAllJoined(group);
            rebalance.Reschedule(group);
            return answer;
        }

        var member = group.FindStatic(identity.GroupInstanceId);
        if (identity.GroupInstanceId is null)
        {
            member = group.Members.GetValueOrDefault(identity.MemberId);
        }
        else if (member is not null && identity.MemberId.Length > 0 && member.Id != identity.MemberId)
        {
            answer.ErrorCode = ErrorCode.FencedInstanceId;
            return answer;
        }

        if (member is null)
        {
            answer.ErrorCode = ErrorCode.UnknownMemberId;
            return answer;
        }

        rebalance.Remove(group, member);
        return answer;
    }

    /// <summary>The member that speaks, if it is who it says and of the present generation.</summary>
    public static (ErrorCode Error, GroupMember? Member) FindMember(Group group, string memberId, string? instanceId, int? generation)
    {
        if (group.FindStatic(instanceId) is { } known && known.Id != memberId)
        {
            return (ErrorCode.FencedInstanceId, null);
        }

        if (!group.Members.TryGetValue(memberId, out var member) || (instanceId is not null && member.InstanceId != instanceId))
        {
            return (ErrorCode.UnknownMemberId, null);
        }

        return generation is not null && generation != group.Generation ? (ErrorCode.IllegalGeneration, null) : (ErrorCode.None, member);
    }

    private static JoinGroupResponse Refuse(JoinGroupRequest request, ErrorCode error) => new() { ErrorCode = error, MemberId = request.MemberId };
}
