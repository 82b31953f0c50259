using Traffic.Embedded.Broker.Groups;
using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Partitions;
using Traffic.Embedded.Broker.Storage;
using Traffic.Embedded.Broker.Topics;
using Traffic.Embedded.Broker.Transactions;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker;

/// <summary>The broker: storage, groups and the listener, put together here and nowhere else.</summary>
internal sealed partial class KafkaBroker : IDisposable
{
    private readonly DataFolder _folder;
    private readonly KafkaListener _listener;
    private readonly TopicStore _topics;
    private readonly GroupStore _groups;
    private readonly ILogger _log;

    private KafkaBroker(DataFolder folder, KafkaListener listener, TopicStore topics, GroupStore groups, ILogger log)
    {
        _folder = folder;
        _listener = listener;
        _topics = topics;
        _groups = groups;
        _log = log;
    }

    public bool IsListening => _listener.IsListening;

    /// <exception cref="SettingException">A setting can't be used.</exception>
    public static KafkaBroker Start(BrokerOptions options, TimeProvider time, ILoggerFactory logs)
    {
        var started = time.GetTimestamp();
        var folder = DataFolder.Open(options.Data);
        var listener = new KafkaListener(options, logs.CreateLogger<KafkaListener>());
        listener.Bind();
        var node = new BrokerNode(BrokerOptions.NodeId, options.Host.ToString(), listener.EndPoint.Port, folder.ClusterId);

        var topics = new TopicStore(folder, time, logs.CreateLogger<TopicStore>());
        var groupLog = new GroupLog(topics, time, logs.CreateLogger<GroupLog>());
        var rebalance = new Rebalance(time, options.GroupInitialRebalanceDelayMs, groupLog);
        var groups = new GroupStore();
        groups.Load(topics, rebalance);

        var factory = new TopicFactory(topics, logs.CreateLogger<TopicFactory>());
        var metadata = new MetadataApi(topics, factory, node, options);
        var topicAdmin = new TopicAdminApi(topics, factory, options);
        var configs = new ConfigApi(topics, new BrokerSettings(options, node));
        var membership = new MembershipApi(groups, rebalance);
        var offsets = new OffsetApi(groups, groupLog, rebalance, topics, logs.CreateLogger<OffsetApi>());
        topics.Deleted += offsets.Forget;
        var groupAdmin = new GroupAdminApi(groups, groupLog, node, logs.CreateLogger<GroupAdminApi>());
        listener.Start(new RequestDispatcher(
        [
            ApiBinding.Create<ProduceRequest, ProduceResponse>(new ProduceApi(topics, time, logs.CreateLogger<ProduceApi>()).HandleAsync),
            ApiBinding.Create<FetchRequest, FetchResponse>(new FetchApi(topics, time, logs.CreateLogger<FetchApi>()).HandleAsync),
            ApiBinding.Create<ListOffsetsRequest, ListOffsetsResponse>(new ListOffsetsApi(topics).HandleAsync),
            ApiBinding.Create<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>(new LeaderEpochApi(topics).HandleAsync),
            ApiBinding.Create<MetadataRequest, MetadataResponse>(metadata.HandleAsync),
            ApiBinding.Create<DescribeClusterRequest, DescribeClusterResponse>(metadata.HandleAsync),
            ApiBinding.Create<CreateTopicsRequest, CreateTopicsResponse>(topicAdmin.HandleAsync),
            ApiBinding.Create<DeleteTopicsRequest, DeleteTopicsResponse>(topicAdmin.HandleAsync),
            ApiBinding.Create<CreatePartitionsRequest, CreatePartitionsResponse>(topicAdmin.HandleAsync),
            ApiBinding.Create<DescribeConfigsRequest, DescribeConfigsResponse>(configs.HandleAsync),
            ApiBinding.Create<AlterConfigsRequest, AlterConfigsResponse>(configs.HandleAsync),
            ApiBinding.Create<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>(configs.HandleAsync),
            ApiBinding.Create<FindCoordinatorRequest, FindCoordinatorResponse>(groupAdmin.HandleAsync),
            ApiBinding.Create<DescribeGroupsRequest, DescribeGroupsResponse>(groupAdmin.HandleAsync),
            ApiBinding.Create<ListGroupsRequest, ListGroupsResponse>(groupAdmin.HandleAsync),
            ApiBinding.Create<DeleteGroupsRequest, DeleteGroupsResponse>(groupAdmin.HandleAsync),
            ApiBinding.Create<JoinGroupRequest, JoinGroupResponse>(membership.HandleAsync),
            ApiBinding.Create<SyncGroupRequest, SyncGroupResponse>(membership.HandleAsync),
            ApiBinding.Create<HeartbeatRequest, HeartbeatResponse>(membership.HandleAsync),
            ApiBinding.Create<LeaveGroupRequest, LeaveGroupResponse>(membership.HandleAsync),
            ApiBinding.Create<OffsetCommitRequest, OffsetCommitResponse>(offsets.HandleAsync),
            ApiBinding.Create<OffsetFetchRequest, OffsetFetchResponse>(offsets.HandleAsync),
            ApiBinding.Create<OffsetDeleteRequest, OffsetDeleteResponse>(offsets.HandleAsync),
            ApiBinding.Create<InitProducerIdRequest, InitProducerIdResponse>(new InitProducerIdApi(new ProducerIds(folder)).HandleAsync),
        ]));
        var broker = new KafkaBroker(folder, listener, topics, groups, logs.CreateLogger<KafkaBroker>());
        var elapsed = time.GetElapsedTime(started);
        broker.LogReady(node.Host, node.Port, topics.Count, folder.Path, elapsed);
        return broker;
    }

    /// <summary>Ends all connections, then leaves the files so that the next start is a short one.</summary>
    public async Task StopAsync()
    {
        await _listener.StopAsync();
        _groups.Close();
        _topics.Close();
        LogStopped();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _topics.Dispose();
        _folder.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "kafka ready on {Host}:{Port}, {Topics} topics in {Folder}, started in {Elapsed}")]
    private partial void LogReady(string host, int port, int topics, string folder, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Information, Message = "kafka stopped")]
    private partial void LogStopped();
}
