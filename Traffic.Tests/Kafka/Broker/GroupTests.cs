using Confluent.Kafka;

namespace Traffic.Tests.Kafka.Broker;

public sealed class GroupTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    [Theory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.RoundRobin)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Members_ComingAndGoing_ShareThePartitions(PartitionAssignmentStrategy strategy)
    {
        var topic = await Topics.CreateAsync(broker, 6);
        var group = $"group-{strategy}";
        await using var first = new GroupMemberDriver(broker, group, topic, strategy);
        await first.OwnsAsync(6);
        await using var second = new GroupMemberDriver(broker, group, topic, strategy);
        await first.OwnsAsync(3);
        await second.OwnsAsync(3);
        await using var third = new GroupMemberDriver(broker, group, topic, strategy);
        await Task.WhenAll(first.OwnsAsync(2), second.OwnsAsync(2), third.OwnsAsync(2));
        Assert.Equal(Enumerable.Range(0, 6), first.Owned.Concat(second.Owned).Concat(third.Owned).Order());

        await Records.ProduceAsync(broker, topic, 300);
        await Wait.ForAsync(() => first.Values.Count + second.Values.Count + third.Values.Count >= 300, "300 records");
        Assert.Equal(300, first.Values.Concat(second.Values).Concat(third.Values).Distinct().Count());

        await second.CloseAsync();
        await Task.WhenAll(first.OwnsAsync(3), third.OwnsAsync(3));
        await third.CloseAsync();
        await first.OwnsAsync(6);
    }

    [Fact]
    public async Task Member_ThatFallsSilent_LosesItsPartitions()
    {
        var topic = await Topics.CreateAsync(broker, 2);
        await using var first = new GroupMemberDriver(broker, "group-silent", topic, PartitionAssignmentStrategy.Range, c => c.SessionTimeoutMs = 6000);
        await using var second = new GroupMemberDriver(broker, "group-silent", topic, PartitionAssignmentStrategy.Range, c =>
        {
            c.SessionTimeoutMs = 1500;
            c.MaxPollIntervalMs = 2000;
            c.HeartbeatIntervalMs = 300;
        });
        await Task.WhenAll(first.OwnsAsync(1), second.OwnsAsync(1));
        second.StopPolling();
        await first.OwnsAsync(2);
    }

    [Fact]
    public async Task StaticMember_ThatComesBack_GetsItsPartitionsWithoutARebalance()
    {
        var topic = await Topics.CreateAsync(broker, 4);
        await using var other = new GroupMemberDriver(broker, "group-static", topic, PartitionAssignmentStrategy.Range, c => c.GroupInstanceId = "one");
        var leaver = new GroupMemberDriver(broker, "group-static", topic, PartitionAssignmentStrategy.Range, c => c.GroupInstanceId = "two");
        await Task.WhenAll(other.OwnsAsync(2), leaver.OwnsAsync(2));
        var owned = leaver.Owned.Order().ToList();
        var assignments = other.Assignments;
        await leaver.DisposeAsync();
        await using var back = new GroupMemberDriver(broker, "group-static", topic, PartitionAssignmentStrategy.Range, c => c.GroupInstanceId = "two");
        await back.OwnsAsync(2);
        Assert.Equal(owned, back.Owned.Order());
        Assert.Equal(assignments, other.Assignments);
    }

    [Fact]
    public async Task Commit_ThenFetch_GivesOffsetAndMetadata()
    {
        var topic = await Topics.CreateAsync(broker, 2);
        using var consumer = Records.Consumer(broker, "group-commit");
        consumer.Commit([new TopicPartitionOffset(topic, 0, 41), new TopicPartitionOffset(topic, 1, 7)]);
        consumer.Commit([new TopicPartitionOffset(topic, 0, 42)]);
        var committed = consumer.Committed([new(topic, 0), new(topic, 1)], TimeSpan.FromSeconds(10));
        Assert.Equal([42L, 7L], committed.Select(c => c.Offset.Value));
        using var stranger = Records.Consumer(broker, "group-other");
        Assert.Equal([Offset.Unset], stranger.Committed([new TopicPartition(topic, 0)], TimeSpan.FromSeconds(10)).Select(c => c.Offset));
    }

    [Fact]
    public async Task Commit_ByOneWhoIsNoMember_IsRefusedWhileThereAreMembers()
    {
        var topic = await Topics.CreateAsync(broker, 1);
        await using var member = new GroupMemberDriver(broker, "group-taken", topic, PartitionAssignmentStrategy.Range);
        await member.OwnsAsync(1);
        using var outsider = Records.Consumer(broker, "group-taken");
        var refused = Assert.Throws<KafkaException>(() => outsider.Commit([new TopicPartitionOffset(topic, 0, 1)]));
        Assert.Equal(ErrorCode.UnknownMemberId, refused.Error.Code);
    }

    [Fact]
    public async Task DeletedTopic_TakesItsCommittedOffsetsAlong()
    {
        var topic = await Topics.CreateAsync(broker, 1);
        using var consumer = Records.Consumer(broker, "group-deleted");
        consumer.Commit([new TopicPartitionOffset(topic, 0, 5)]);
        using var admin = Topics.Admin(broker);
        await admin.DeleteTopicsAsync([topic]);
        await admin.CreateTopicsAsync([new() { Name = topic, NumPartitions = 1 }]);
        Assert.Equal(Offset.Unset, consumer.Committed([new TopicPartition(topic, 0)], TimeSpan.FromSeconds(10))[0].Offset);
    }
}
