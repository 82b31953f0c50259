using Traffic.Embedded.Broker.Network;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>Metadata and DescribeCluster: which topics there are, and the one node that leads everything.</summary>
internal sealed class MetadataApi(TopicStore topics, TopicFactory factory, BrokerNode node, BrokerOptions options)
{
    public ValueTask<MetadataResponse?> HandleAsync(MetadataRequest request, RequestContext context)
    {
        var response = new MetadataResponse
        {
            Brokers = [new() { NodeId = node.Id, Host = node.Host, Port = node.Port }],
            ClusterId = node.ClusterId,
            ControllerId = node.Id,
            ClusterAuthorizedOperations = request.IncludeClusterAuthorizedOperations ? Operations.OnCluster : int.MinValue,
        };
        var all = request.Topics is null || (context.Version == 0 && request.Topics.Count == 0);
        if (all)
        {
            response.Topics.AddRange(topics.All.OrderBy(t => t.Name, StringComparer.Ordinal).Select(Describe));
        }
        else
        {
            response.Topics.AddRange(request.Topics!.Select(t => Find(t, request.AllowAutoTopicCreation)));
        }

        if (request.IncludeTopicAuthorizedOperations)
        {
            response.Topics.ForEach(t => t.TopicAuthorizedOperations = Operations.OnTopic);
        }

        return new(response);
    }

    public ValueTask<DescribeClusterResponse?> HandleAsync(DescribeClusterRequest request, RequestContext context)
    {
        const sbyte Brokers = 1;
        if (request.EndpointType != Brokers)
        {
            return new(new DescribeClusterResponse { ErrorCode = ErrorCode.InvalidRequest, ErrorMessage = "only the brokers' endpoint is offered", EndpointType = request.EndpointType });
        }

        return new(new DescribeClusterResponse
        {
            ClusterId = node.ClusterId,
            ControllerId = node.Id,
            Brokers = [new() { BrokerId = node.Id, Host = node.Host, Port = node.Port }],
            ClusterAuthorizedOperations = request.IncludeClusterAuthorizedOperations ? Operations.OnCluster : int.MinValue,
        });
    }

    private MetadataResponse.MetadataResponseTopic Find(MetadataRequest.MetadataRequestTopic asked, bool mayCreate)
    {
        if (asked.Name is not { } name)
        {
            return topics.Find(asked.TopicId) is { } byId
                ? Describe(byId)
                : new() { ErrorCode = ErrorCode.UnknownTopicId, TopicId = asked.TopicId };
        }

        if (topics.Find(name) is { } topic)
        {
            return Describe(topic);
        }

        if (TopicName.Problem(name) is not null)
        {
            return new() { ErrorCode = ErrorCode.InvalidTopic, Name = name };
        }

        return mayCreate && options.AutoCreateTopics && factory.Create(name, options.DefaultPartitions, []).Topic is { } created
            ? Describe(created)
            : new() { ErrorCode = ErrorCode.UnknownTopicOrPartition, Name = name };
    }

    private MetadataResponse.MetadataResponseTopic Describe(Topic topic) => new()
    {
        Name = topic.Name,
        TopicId = topic.Id,
        IsInternal = topic.IsInternal,
        Partitions = [.. topic.Partitions.Select((_, i) => new MetadataResponse.MetadataResponsePartition
        {
            PartitionIndex = i,
            LeaderId = node.Id,
            LeaderEpoch = 0,
            ReplicaNodes = [node.Id],
            IsrNodes = [node.Id],
        })],
    };
}
