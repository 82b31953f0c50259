using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Traffic.Tests.Kafka.Broker;

public sealed class AdminTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task CreateTopics_Twice_SaysItExists()
    {
        using var admin = Topics.Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "twice", NumPartitions = 3 }]);
        Assert.Equal(ErrorCode.TopicAlreadyExists, await CreateErrorAsync(new() { Name = "twice", NumPartitions = 3 }));
        var topic = admin.GetMetadata("twice", Patience).Topics[0];
        Assert.Equal([0, 1, 2], topic.Partitions.Select(p => p.PartitionId));
        Assert.All(topic.Partitions, p => Assert.Equal(1, p.Leader));
    }

    [Fact]
    public async Task CreateTopics_BadWishes_AreRefusedByName()
    {
        Assert.Equal(ErrorCode.TopicException, await CreateErrorAsync(new() { Name = "not good", NumPartitions = 1 }));
        Assert.Equal(ErrorCode.InvalidPartitions, await CreateErrorAsync(new() { Name = "none", NumPartitions = 0 }));
        Assert.Equal(ErrorCode.InvalidReplicationFactor, await CreateErrorAsync(new() { Name = "three", NumPartitions = 1, ReplicationFactor = 3 }));
        Assert.Equal(ErrorCode.InvalidConfig, await CreateErrorAsync(new() { Name = "odd", NumPartitions = 1, Configs = new() { ["retention.ms"] = "soon" } }));
        Assert.Equal(ErrorCode.InvalidConfig, await CreateErrorAsync(new() { Name = "odd", NumPartitions = 1, Configs = new() { ["no.such"] = "1" } }));
    }

    [Fact]
    public async Task CreateTopics_ValidateOnly_CreatesNothing()
    {
        using var admin = Topics.Admin(broker);
        await admin.CreateTopicsAsync([new() { Name = "only-asked", NumPartitions = 1 }], new CreateTopicsOptions { ValidateOnly = true });
        Assert.DoesNotContain("only-asked", admin.GetMetadata(Patience).Topics.Select(t => t.Topic));
    }

    [Fact]
    public async Task DeleteTopics_RemovesRecordsToo()
    {
        using var admin = Topics.Admin(broker);
        var topic = await Topics.CreateAsync(broker, 2);
        await Records.ProduceAsync(broker, topic, 10);
        await admin.DeleteTopicsAsync([topic]);
        Assert.DoesNotContain(topic, admin.GetMetadata(Patience).Topics.Select(t => t.Topic));
        var missing = await Assert.ThrowsAsync<DeleteTopicsException>(() => admin.DeleteTopicsAsync([topic]));
        Assert.Equal(ErrorCode.UnknownTopicOrPart, missing.Results[0].Error.Code);
        await admin.CreateTopicsAsync([new() { Name = topic, NumPartitions = 2 }]);
        using var consumer = Records.Consumer(broker, "none");
        Assert.Equal(0, consumer.QueryWatermarkOffsets(new(topic, 0), Patience).High.Value + consumer.QueryWatermarkOffsets(new(topic, 1), Patience).High.Value);
    }

    [Fact]
    public async Task CreatePartitions_AddsEmptyOnes()
    {
        using var admin = Topics.Admin(broker);
        var topic = await Topics.CreateAsync(broker, 1);
        await Records.ProduceAsync(broker, topic, 10);
        await admin.CreatePartitionsAsync([new() { Topic = topic, IncreaseTo = 4 }]);
        Assert.Equal(4, admin.GetMetadata(topic, Patience).Topics[0].Partitions.Count);
        Assert.Equal(10, Records.Consume(broker, topic, 10).Count);
        var refused = await Assert.ThrowsAsync<CreatePartitionsException>(() => admin.CreatePartitionsAsync([new() { Topic = topic, IncreaseTo = 2 }]));
        Assert.Equal(ErrorCode.InvalidPartitions, refused.Results[0].Error.Code);
    }

    [Fact]
    public async Task Configs_Altered_AreDescribedAndObeyed()
    {
        using var admin = Topics.Admin(broker);
        var topic = await Topics.CreateAsync(broker, 1, ("retention.ms", "1000000"));
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = topic };
        var configs = (await admin.DescribeConfigsAsync([resource]))[0].Entries;
        Assert.Equal(("1000000", false), (configs["retention.ms"].Value, configs["retention.ms"].IsDefault));
        Assert.Equal(("CreateTime", true), (configs["message.timestamp.type"].Value, configs["message.timestamp.type"].IsDefault));

        await admin.AlterConfigsAsync(new() { [resource] = [new() { Name = "message.timestamp.type", Value = "LogAppendTime" }] });
        configs = (await admin.DescribeConfigsAsync([resource]))[0].Entries;
        Assert.Equal("LogAppendTime", configs["message.timestamp.type"].Value);
        Assert.True(configs["retention.ms"].IsDefault);
        await Records.ProduceAsync(broker, topic, 1);
        Assert.Equal(TimestampType.LogAppendTime, Records.Consume(broker, topic, 1)[0].Message.Timestamp.Type);

        var refused = await Assert.ThrowsAsync<AlterConfigsException>(() => admin.AlterConfigsAsync(new() { [resource] = [new() { Name = "segment.bytes", Value = "many" }] }));
        Assert.Equal(ErrorCode.InvalidConfig, refused.Results[0].Error.Code);
    }

    [Fact]
    public async Task DescribeConfigs_OfTheBroker_TellsItsSettings()
    {
        using var admin = Topics.Admin(broker);
        var configs = (await admin.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Broker, Name = "1" }]))[0].Entries;
        Assert.Equal("false", configs["auto.create.topics.enable"].Value);
        Assert.True(configs["auto.create.topics.enable"].IsReadOnly);
    }

    [Fact]
    public async Task Groups_AreListedAndDeleted()
    {
        using var admin = Topics.Admin(broker);
        var topic = await Topics.CreateAsync(broker, 1);
        using (var consumer = Records.Consumer(broker, "group-listed"))
        {
            consumer.Commit([new TopicPartitionOffset(topic, 0, 1)]);
            Assert.Equal(("Empty", ErrorCode.NoError), Describe());
            consumer.Subscribe(topic);
            await Wait.ForAsync(() => consumer.Consume(TimeSpan.FromMilliseconds(50)) is null && consumer.Assignment.Count == 1, "the assignment");
            Assert.Equal(("Stable", ErrorCode.NoError), Describe());
            var refused = await Assert.ThrowsAsync<DeleteGroupsException>(() => admin.DeleteGroupsAsync(["group-listed"]));
            Assert.Equal(ErrorCode.NonEmptyGroup, refused.Results[0].Error.Code);
            consumer.Close();
        }

        await admin.DeleteGroupsAsync(["group-listed"]);
        Assert.DoesNotContain("group-listed", admin.ListGroups(Patience).Select(g => g.Group));

        (string, ErrorCode) Describe()
        {
            var group = Assert.Single(admin.ListGroups(Patience), g => g.Group == "group-listed");
            return (group.State, group.Error.Code);
        }
    }

    private async Task<ErrorCode> CreateErrorAsync(TopicSpecification wish)
    {
        using var admin = Topics.Admin(broker);
        return (await Assert.ThrowsAsync<CreateTopicsException>(() => admin.CreateTopicsAsync([wish]))).Results[0].Error.Code;
    }
}
