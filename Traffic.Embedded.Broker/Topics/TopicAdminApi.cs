using Traffic.Embedded.Broker.Network;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>CreateTopics, DeleteTopics and CreatePartitions.</summary>
internal sealed class TopicAdminApi(TopicStore topics, TopicFactory factory, BrokerOptions options)
{
    private const int Unset = -1;
    private const int FirstVersionByTopicId = 6;

    public ValueTask<CreateTopicsResponse?> HandleAsync(CreateTopicsRequest request, RequestContext context) =>
        new(new CreateTopicsResponse { Topics = [.. request.Topics.Select(t => Create(t, request))] });

    public ValueTask<DeleteTopicsResponse?> HandleAsync(DeleteTopicsRequest request, RequestContext context)
    {
        var response = new DeleteTopicsResponse();
        if (context.Version < FirstVersionByTopicId)
        {
            response.Responses.AddRange(request.TopicNames.Select(name => Delete(name, Guid.Empty)));
        }
        else
        {
            response.Responses.AddRange(request.Topics.Select(t => Delete(t.Name, t.TopicId)));
        }

        return new(response);
    }

    public ValueTask<CreatePartitionsResponse?> HandleAsync(CreatePartitionsRequest request, RequestContext context) =>
        new(new CreatePartitionsResponse { Results = [.. request.Topics.Select(t => AddPartitions(t, request.ValidateOnly))] });

    private CreateTopicsResponse.CreatableTopicResult Create(CreateTopicsRequest.CreatableTopic asked, CreateTopicsRequest request)
    {
        var answer = new CreateTopicsResponse.CreatableTopicResult { Name = asked.Name };
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var config in asked.Configs.Where(c => c.Value is not null))
        {
            settings[config.Name] = config.Value!;
        }

        var partitions = asked.Assignments.Count > 0 ? asked.Assignments.Count
            : asked.NumPartitions == Unset ? options.DefaultPartitions
            : asked.NumPartitions;
        (answer.ErrorCode, answer.ErrorMessage) = request.Topics.Count(t => t.Name == asked.Name) > 1
            ? (ErrorCode.InvalidRequest, "Duplicate topic name.")
            : ReplicaProblem(asked) ?? factory.Check(asked.Name, partitions, settings);
        if (answer.ErrorCode == ErrorCode.None && !request.ValidateOnly)
        {
            (answer.ErrorCode, answer.ErrorMessage, var topic) = factory.Create(asked.Name, partitions, settings);
            answer.TopicId = topic?.Id ?? Guid.Empty;
        }

        if (answer.ErrorCode == ErrorCode.None)
        {
            answer.NumPartitions = partitions;
            answer.ReplicationFactor = 1;
            answer.Configs = [.. TopicSettings.Definitions.Select(s => new CreateTopicsResponse.CreatableTopicConfigs
            {
                Name = s.Name,
                Value = settings.GetValueOrDefault(s.Name, s.Default),
                ConfigSource = settings.ContainsKey(s.Name) ? ConfigSource.Topic : ConfigSource.Default,
            })];
        }

        return answer;
    }

    private static (ErrorCode, string?)? ReplicaProblem(CreateTopicsRequest.CreatableTopic asked)
    {
        if (asked.Assignments.Count > 0)
        {
            if (asked.NumPartitions != Unset || asked.ReplicationFactor != Unset)
            {
                return (ErrorCode.InvalidRequest, "Give either an assignment or the numbers of partitions and replicas.");
            }

            var indexes = asked.Assignments.Select(a => a.PartitionIndex).Order();
            return indexes.SequenceEqual(Enumerable.Range(0, asked.Assignments.Count)) && asked.Assignments.All(a => a.BrokerIds is [BrokerOptions.NodeId])
                ? null
                : (ErrorCode.InvalidReplicaAssignment, $"Partitions count from 0 and every one has the single replica {BrokerOptions.NodeId}.");
        }

        return asked.ReplicationFactor is Unset or 1
            ? null
            : (ErrorCode.InvalidReplicationFactor, $"Replication factor is {asked.ReplicationFactor}: there is one broker, use 1.");
    }

    private DeleteTopicsResponse.DeletableTopicResult Delete(string? name, Guid id)
    {
        var answer = new DeleteTopicsResponse.DeletableTopicResult { Name = name, TopicId = id };
        var topic = name is not null ? topics.Find(name) : topics.Find(id);
        if (topic is null)
        {
            answer.ErrorCode = name is not null ? ErrorCode.UnknownTopicOrPartition : ErrorCode.UnknownTopicId;
            return answer;
        }

        answer.Name = topic.Name;
        answer.TopicId = topic.Id;
        if (!topics.Delete(topic))
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
        }

        return answer;
    }

    private CreatePartitionsResponse.CreatePartitionsTopicResult AddPartitions(CreatePartitionsRequest.CreatePartitionsTopic asked, bool validateOnly)
    {
        var answer = new CreatePartitionsResponse.CreatePartitionsTopicResult { Name = asked.Name };
        if (topics.Find(asked.Name) is not { } topic)
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
            return answer;
        }

        var added = asked.Count - topic.Partitions.Count;
        if (added <= 0 || asked.Count > TopicFactory.MaxPartitions)
        {
            answer.ErrorCode = ErrorCode.InvalidPartitions;
            answer.ErrorMessage = $"Topic currently has {topic.Partitions.Count} partitions, {asked.Count} was asked; more than before and at most {TopicFactory.MaxPartitions} are possible.";
        }
        else if (asked.Assignments is { } assignments && (assignments.Count != added || assignments.Any(a => a.BrokerIds is not [BrokerOptions.NodeId])))
        {
            answer.ErrorCode = ErrorCode.InvalidReplicaAssignment;
            answer.ErrorMessage = $"{added} assignments to the single replica {BrokerOptions.NodeId} are needed.";
        }
        else if (!validateOnly)
        {
            topics.AddPartitions(topic, asked.Count);
        }

        return answer;
    }
}
