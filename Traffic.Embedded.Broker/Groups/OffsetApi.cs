using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>OffsetCommit, OffsetFetch and OffsetDelete.</summary>
internal sealed partial class OffsetApi(GroupStore groups, GroupLog groupLog, Rebalance rebalance, TopicStore topics, ILogger<OffsetApi> log)
{
    private const int MaxMetadata = 4096;
    private const int FirstBatchedFetch = 8;
    private const int FirstVersionByTopicId = 10;

    public ValueTask<OffsetCommitResponse?> HandleAsync(OffsetCommitRequest request, RequestContext context)
    {
        if (request.GroupId.Length == 0)
        {
            return new(CommitAnswer(request, (_, _) => ErrorCode.InvalidGroupId));
        }

        var asMember = request.GenerationIdOrMemberEpoch >= 0;
        if ((asMember ? groups.Find(request.GroupId) : groups.FindOrCreate(request.GroupId)) is not { } group)
        {
            return new(CommitAnswer(request, (_, _) => ErrorCode.IllegalGeneration));
        }

        lock (group.Sync)
        {
            var error = MayCommit(group, request);
            if (error != ErrorCode.None)
            {
                return new(CommitAnswer(request, (_, _) => error));
            }

            var now = rebalance.Now();
            var accepted = new List<(TopicPartition Partition, CommittedOffset Offset)>();
            var response = CommitAnswer(request, (topic, asked) =>
            {
                if (topic?.Partition(asked.PartitionIndex) is null)
                {
                    return topic is null && context.Version >= FirstVersionByTopicId ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
                }

                if (asked.CommittedMetadata?.Length > MaxMetadata)
                {
                    return ErrorCode.OffsetMetadataTooLarge;
                }

                accepted.Add((new(topic.Name, asked.PartitionIndex), new(asked.CommittedOffset, asked.CommittedLeaderEpoch, asked.CommittedMetadata ?? "", now)));
                return ErrorCode.None;
            });
            try
            {
                groupLog.Write(accepted.Select(a => GroupLog.OffsetRecord(group.Id, a.Partition, a.Offset)));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                LogNotCommitted(group.Id, problem.Message);
                return new(CommitAnswer(request, (_, _) => ErrorCode.CoordinatorNotAvailable));
            }

            foreach (var (partition, offset) in accepted)
            {
                group.Offsets[partition] = offset;
            }

            return new(response);
        }
    }

    public ValueTask<OffsetFetchResponse?> HandleAsync(OffsetFetchRequest request, RequestContext context)
    {
        var response = new OffsetFetchResponse();
        if (context.Version >= FirstBatchedFetch)
        {
            response.Groups.AddRange(request.Groups.Select(asked => Fetch(asked, context.Version)));
            return new(response);
        }

        // The older form is the newer one with a single group.
        var single = Fetch(new()
        {
            GroupId = request.GroupId,
            Topics = request.Topics?.ConvertAll(t => new OffsetFetchRequest.OffsetFetchRequestTopics { Name = t.Name, PartitionIndexes = t.PartitionIndexes }),
        }, context.Version);
        response.ErrorCode = single.ErrorCode;
        response.Topics = single.Topics.ConvertAll(t => new OffsetFetchResponse.OffsetFetchResponseTopic
        {
            Name = t.Name,
            Partitions = t.Partitions.ConvertAll(p => new OffsetFetchResponse.OffsetFetchResponsePartition
            {
                PartitionIndex = p.PartitionIndex,
                CommittedOffset = p.CommittedOffset,
                CommittedLeaderEpoch = p.CommittedLeaderEpoch,
                Metadata = p.Metadata,
                ErrorCode = p.ErrorCode,
            }),
        });
        return new(response);
    }

    public ValueTask<OffsetDeleteResponse?> HandleAsync(OffsetDeleteRequest request, RequestContext context)
    {
        if (groups.Find(request.GroupId) is not { } group)
        {
            return new(new OffsetDeleteResponse { ErrorCode = ErrorCode.GroupIdNotFound });
        }

        lock (group.Sync)
        {
            var subscribed = Subscriptions.Of(group);
            if (group.State != GroupState.Empty && subscribed is null)
            {
                return new(new OffsetDeleteResponse { ErrorCode = ErrorCode.NonEmptyGroup });
            }

            var deleted = new List<TopicPartition>();
            var response = new OffsetDeleteResponse
            {
                Topics = request.Topics.ConvertAll(t => new OffsetDeleteResponse.OffsetDeleteResponseTopic
                {
                    Name = t.Name,
                    Partitions = t.Partitions.ConvertAll(p => new OffsetDeleteResponse.OffsetDeleteResponsePartition
                    {
                        PartitionIndex = p.PartitionIndex,
                        ErrorCode = Delete(t.Name, p.PartitionIndex),
                    }),
                }),
            };
            if (!Forget(group, deleted))
            {
                response.ErrorCode = ErrorCode.CoordinatorNotAvailable;
                response.Topics = [];
            }

            return new(response);

            ErrorCode Delete(string topic, int partition)
            {
                if (topics.Find(topic)?.Partition(partition) is null)
                {
                    return ErrorCode.UnknownTopicOrPartition;
                }

                if (subscribed?.Contains(topic) == true)
                {
                    return ErrorCode.GroupSubscribedToTopic;
                }

                deleted.Add(new(topic, partition));
                return ErrorCode.None;
            }
        }
    }

    /// <summary>A topic is gone, and what groups committed for it: one of the same name starts anew.</summary>
    public void Forget(Topic topic)
    {
        foreach (var group in groups.All)
        {
            lock (group.Sync)
            {
                Forget(group, [.. group.Offsets.Keys.Where(p => p.Topic == topic.Name)]);
            }
        }
    }

    private bool Forget(Group group, List<TopicPartition> partitions)
    {
        try
        {
            groupLog.Write(partitions.Select(p => GroupLog.OffsetRecord(group.Id, p, null)));
            partitions.ForEach(p => group.Offsets.Remove(p));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotCommitted(group.Id, problem.Message);
            return false;
        }
    }

    /// <summary>Members commit in their generation; without a generation, only while the group has no members.</summary>
    private ErrorCode MayCommit(Group group, OffsetCommitRequest request)
    {
        if (group.State == GroupState.Dead)
        {
            return ErrorCode.CoordinatorNotAvailable;
        }

        if (request.GenerationIdOrMemberEpoch < 0 && group.State == GroupState.Empty)
        {
            return ErrorCode.None;
        }

        if (request.GenerationIdOrMemberEpoch < 0 && request.MemberId.Length == 0 && request.GroupInstanceId is null)
        {
            return ErrorCode.UnknownMemberId;
        }

        var (error, member) = MembershipApi.FindMember(group, request.MemberId, request.GroupInstanceId, request.GenerationIdOrMemberEpoch);
        if (error != ErrorCode.None)
        {
            return error == ErrorCode.UnknownMemberId && group.State == GroupState.Empty ? ErrorCode.IllegalGeneration : error;
        }

        rebalance.Touch(member!);
        return group.State == GroupState.CompletingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    private OffsetCommitResponse CommitAnswer(OffsetCommitRequest request, Func<Topic?, OffsetCommitRequest.OffsetCommitRequestPartition, ErrorCode> judge) => new()
    {
        Topics = request.Topics.ConvertAll(asked =>
        {
            var topic = asked.TopicId != Guid.Empty ? topics.Find(asked.TopicId) : topics.Find(asked.Name);
            return new OffsetCommitResponse.OffsetCommitResponseTopic
            {
                Name = asked.Name,
                TopicId = asked.TopicId,
                Partitions = asked.Partitions.ConvertAll(p => new OffsetCommitResponse.OffsetCommitResponsePartition { PartitionIndex = p.PartitionIndex, ErrorCode = judge(topic, p) }),
            };
        }),
    };

    private OffsetFetchResponse.OffsetFetchResponseGroup Fetch(OffsetFetchRequest.OffsetFetchRequestGroup asked, short version)
    {
        var byId = version >= FirstVersionByTopicId;
        var answer = new OffsetFetchResponse.OffsetFetchResponseGroup { GroupId = asked.GroupId };
        var group = groups.Find(asked.GroupId);
        if (group is null)
        {
            answer.Topics.AddRange((asked.Topics ?? []).Select(t => new OffsetFetchResponse.OffsetFetchResponseTopics
            {
                Name = t.Name,
                TopicId = t.TopicId,
                Partitions = t.PartitionIndexes.ConvertAll(i => Answer(i, null, byId && topics.Find(t.TopicId) is null)),
            }));
            return answer;
        }

        lock (group.Sync)
        {
            if (asked.Topics is null)
            {
                answer.Topics.AddRange(group.Offsets.GroupBy(o => o.Key.Topic).Select(t => new OffsetFetchResponse.OffsetFetchResponseTopics
                {
                    Name = t.Key,
                    TopicId = topics.Find(t.Key)?.Id ?? Guid.Empty,
                    Partitions = [.. t.Select(o => Answer(o.Key.Partition, o.Value, unknownTopic: false))],
                }));
                return answer;
            }

            foreach (var topic in asked.Topics)
            {
                var name = byId ? topics.Find(topic.TopicId)?.Name : topic.Name;
                answer.Topics.Add(new()
                {
                    Name = topic.Name,
                    TopicId = topic.TopicId,
                    Partitions = topic.PartitionIndexes.ConvertAll(i => Answer(i, name is null ? null : group.Offsets.GetValueOrDefault(new(name, i)), name is null)),
                });
            }

            return answer;
        }
    }

    private static OffsetFetchResponse.OffsetFetchResponsePartitions Answer(int partition, CommittedOffset? offset, bool unknownTopic) => new()
    {
        PartitionIndex = partition,
        CommittedOffset = offset?.Offset ?? -1,
        CommittedLeaderEpoch = offset?.LeaderEpoch ?? -1,
        Metadata = offset?.Metadata ?? "",
        ErrorCode = unknownTopic ? ErrorCode.UnknownTopicId : ErrorCode.None,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "offsets of group {Group} can't be written: {Problem}")]
    private partial void LogNotCommitted(string group, string problem);
}
