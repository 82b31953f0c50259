using Traffic.Embedded.Broker.Network;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>FindCoordinator, DescribeGroups, ListGroups and DeleteGroups.</summary>
internal sealed partial class GroupAdminApi(GroupStore groups, GroupLog groupLog, BrokerNode node, ILogger<GroupAdminApi> log)
{
    private const int FirstBatchedFind = 4;
    private const int FirstVersionWithNotFound = 6;
    private const sbyte GroupKey = 0;
    private const string ClassicType = "classic";

    public ValueTask<FindCoordinatorResponse?> HandleAsync(FindCoordinatorRequest request, RequestContext context)
    {
        var (error, message) = request.KeyType == GroupKey
            ? (ErrorCode.None, (string?)null)
            : (ErrorCode.UnsupportedVersion, "transactions and share groups are not available");
        var (id, host, port) = error == ErrorCode.None ? (node.Id, node.Host, node.Port) : (-1, "", -1);
        if (context.Version < FirstBatchedFind)
        {
            return new(new FindCoordinatorResponse { ErrorCode = error, ErrorMessage = message, NodeId = id, Host = host, Port = port });
        }

        return new(new FindCoordinatorResponse
        {
            Coordinators = request.CoordinatorKeys.ConvertAll(key => new FindCoordinatorResponse.Coordinator
            {
                Key = key,
                ErrorCode = error,
                ErrorMessage = message,
                NodeId = id,
                Host = host,
                Port = port,
            }),
        });
    }

    public ValueTask<DescribeGroupsResponse?> HandleAsync(DescribeGroupsRequest request, RequestContext context) => new(new DescribeGroupsResponse
    {
        Groups = request.Groups.ConvertAll(id =>
        {
            var answer = Describe(id, context.Version);
            answer.AuthorizedOperations = request.IncludeAuthorizedOperations ? Operations.OnGroup : int.MinValue;
            return answer;
        }),
    });

    public ValueTask<ListGroupsResponse?> HandleAsync(ListGroupsRequest request, RequestContext context)
    {
        var response = new ListGroupsResponse();
        foreach (var group in groups.All)
        {
            lock (group.Sync)
            {
                if ((request.StatesFilter.Count == 0 || request.StatesFilter.Contains(group.State.ToString(), StringComparer.OrdinalIgnoreCase))
                    && (request.TypesFilter.Count == 0 || request.TypesFilter.Contains(ClassicType, StringComparer.OrdinalIgnoreCase)))
                {
                    response.Groups.Add(new() { GroupId = group.Id, ProtocolType = group.ProtocolType ?? "", GroupState = group.State.ToString(), GroupType = ClassicType });
                }
            }
        }

        return new(response);
    }

    public ValueTask<DeleteGroupsResponse?> HandleAsync(DeleteGroupsRequest request, RequestContext context) => new(new DeleteGroupsResponse
    {
        Results = request.GroupsNames.ConvertAll(id => new DeleteGroupsResponse.DeletableGroupResult { GroupId = id, ErrorCode = Delete(id) }),
    });

    private DescribeGroupsResponse.DescribedGroup Describe(string id, short version)
    {
        if (groups.Find(id) is not { } group)
        {
            return version < FirstVersionWithNotFound
                ? new() { GroupId = id, GroupState = nameof(GroupState.Dead) }
                : new() { GroupId = id, GroupState = nameof(GroupState.Dead), ErrorCode = ErrorCode.GroupIdNotFound, ErrorMessage = $"Group {id} not found." };
        }

        lock (group.Sync)
        {
            var stable = group.State == GroupState.Stable;
            return new()
            {
                GroupId = id,
                GroupState = group.State.ToString(),
                ProtocolType = group.ProtocolType ?? "",
                ProtocolData = stable ? group.ProtocolName ?? "" : "",
                Members = [.. group.Members.Values.Select(m => new DescribeGroupsResponse.DescribedGroupMember
                {
                    MemberId = m.Id,
                    GroupInstanceId = m.InstanceId,
                    ClientId = m.ClientId,
                    ClientHost = m.ClientHost,
                    MemberMetadata = stable ? m.MetadataFor(group.ProtocolName!) : default,
                    MemberAssignment = stable ? m.Assignment : default,
                })],
            };
        }
    }

    private ErrorCode Delete(string id)
    {
        if (id.Length == 0)
        {
            return ErrorCode.InvalidGroupId;
        }

        if (groups.Find(id) is not { } group)
        {
            return ErrorCode.GroupIdNotFound;
        }

        lock (group.Sync)
        {
            if (group.State != GroupState.Empty)
            {
                return group.State == GroupState.Dead ? ErrorCode.GroupIdNotFound : ErrorCode.NonEmptyGroup;
            }

            try
            {
                groupLog.Write([.. group.Offsets.Keys.Select(p => GroupLog.OffsetRecord(id, p, null)), GroupLog.GroupTombstone(id)]);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                LogNotDeleted(id, problem.Message);
                return ErrorCode.CoordinatorNotAvailable;
            }

            groups.Remove(group);
            return ErrorCode.None;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "group {Group} can't be deleted: {Problem}")]
    private partial void LogNotDeleted(string group, string problem);
}
