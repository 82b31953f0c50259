using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Traffic.Embedded.Broker.Groups;
using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Storage;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Tests.Unit.BrokerGroups;

/// <summary>The group coordinator without a network, on a manual clock and a temporary folder with the topic "t" of two partitions.</summary>
internal sealed class Coordinator : IDisposable
{
    public const string GroupId = "g";
    public const int SessionMs = 10_000;
    public const int RebalanceMs = 30_000;

    private readonly string _path = Directory.CreateTempSubdirectory("traffic-groups-").FullName;
    private readonly int _initialDelayMs;
    private DataFolder _folder = null!;
    private TopicStore _topics = null!;
    private MembershipApi _membership = null!;
    private OffsetApi _offsets = null!;
    private GroupStore _groups = null!;

    public Coordinator(int initialDelayMs = 0)
    {
        _initialDelayMs = initialDelayMs;
        Open();
        _topics.Create("t", 2, []);
    }

    public ManualClock Clock { get; } = new();

    public Group Group => _groups.Find(GroupId)!;

    public TopicStore Topics => _topics;

    public void Restart()
    {
        _groups.Close();
        _topics.Dispose();
        _folder.Dispose();
        Open();
    }

    public void Dispose()
    {
        _groups.Close();
        _topics.Dispose();
        _folder.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    /// <summary>Sends a join; it ends when the group is complete.</summary>
    public Task<JoinGroupResponse?> Join(string memberId, string? instance = null, string subscription = "s", short version = 9) => _membership.HandleAsync(
        new JoinGroupRequest
        {
            GroupId = GroupId,
            MemberId = memberId,
            GroupInstanceId = instance,
            ProtocolType = "consumer",
            SessionTimeoutMs = SessionMs,
            RebalanceTimeoutMs = RebalanceMs,
            Protocols = [new() { Name = "range", Metadata = Encoding.UTF8.GetBytes(subscription) }],
        },
        Context(version)).AsTask();

    /// <summary>Gets an id and joins with it.</summary>
    public async Task<(string Id, Task<JoinGroupResponse?> Joining)> JoinNew(string subscription = "s")
    {
        var first = (await Join("", subscription: subscription))!;
        Assert.Equal(ErrorCode.MemberIdRequired, first.ErrorCode);
        return (first.MemberId, Join(first.MemberId, subscription: subscription));
    }

    public Task<SyncGroupResponse?> Sync(string memberId, int generation, params (string Member, string Assignment)[] assignments) => _membership.HandleAsync(
        new SyncGroupRequest
        {
            GroupId = GroupId,
            MemberId = memberId,
            GenerationId = generation,
            ProtocolType = "consumer",
            ProtocolName = "range",
            Assignments = [.. assignments.Select(a => new SyncGroupRequest.SyncGroupRequestAssignment { MemberId = a.Member, Assignment = Encoding.UTF8.GetBytes(a.Assignment) })],
        },
        Context(5)).AsTask();

    public ErrorCode Heartbeat(string memberId, int generation, string? instance = null) =>
        Done(_membership.HandleAsync(new HeartbeatRequest { GroupId = GroupId, MemberId = memberId, GenerationId = generation, GroupInstanceId = instance }, Context(4))).ErrorCode;

    public ErrorCode Leave(string memberId, string? instance = null) =>
        Done(_membership.HandleAsync(new LeaveGroupRequest { GroupId = GroupId, Members = [new() { MemberId = memberId, GroupInstanceId = instance }] }, Context(5))).Members[0].ErrorCode;

    public ErrorCode Commit(string memberId, int generation, long offset, int partition = 0, string metadata = "", string topic = "t") => Done(_offsets.HandleAsync(
        new OffsetCommitRequest
        {
            GroupId = GroupId,
            MemberId = memberId,
            GenerationIdOrMemberEpoch = generation,
            Topics = [new() { Name = topic, Partitions = [new() { PartitionIndex = partition, CommittedOffset = offset, CommittedMetadata = metadata }] }],
        },
        Context(9))).Topics[0].Partitions[0].ErrorCode;

    public OffsetFetchResponse.OffsetFetchResponsePartitions Committed(int partition = 0) => Done(_offsets.HandleAsync(
        new OffsetFetchRequest { Groups = [new() { GroupId = GroupId, Topics = [new() { Name = "t", PartitionIndexes = [partition] }] }] },
        Context(9))).Groups[0].Topics[0].Partitions[0];

    /// <summary>The answer of a call that never waits.</summary>
    private static T Done<T>(ValueTask<T?> call) where T : class
    {
        Assert.True(call.IsCompleted);
        return call.AsTask().Result!;
    }

    private static RequestContext Context(short version) => new(version, "test", IPAddress.Loopback, TestContext.Current.CancellationToken);

    private void Open()
    {
        _folder = DataFolder.Open(_path);
        _topics = new TopicStore(_folder, Clock, NullLogger<TopicStore>.Instance);
        var log = new GroupLog(_topics, Clock, NullLogger<GroupLog>.Instance);
        var rebalance = new Rebalance(Clock, _initialDelayMs, log);
        _groups = new GroupStore();
        _groups.Load(_topics, rebalance);
        _membership = new MembershipApi(_groups, rebalance);
        _offsets = new OffsetApi(_groups, log, rebalance, _topics, NullLogger<OffsetApi>.Instance);
    }
}
