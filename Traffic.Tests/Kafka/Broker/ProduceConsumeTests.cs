using System.Text;
using Confluent.Kafka;

namespace Traffic.Tests.Kafka.Broker;

public sealed class ProduceConsumeTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    [Theory]
    [InlineData(CompressionType.None)]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task Consume_AfterProduce_GivesTheSameRecordsInOrder(CompressionType codec)
    {
        var topic = await Topics.CreateAsync(broker, 1);
        await Records.ProduceAsync(broker, topic, 1000, c => c.CompressionType = codec);
        var records = Records.Consume(broker, topic, 1000);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"value {i}"), records.Select(r => r.Message.Value));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), records.Select(r => r.Offset.Value));
    }

    [Fact]
    public async Task Consume_SeveralPartitions_GivesEachRecordOnce()
    {
        var topic = await Topics.CreateAsync(broker, 5);
        await Records.ProduceAsync(broker, topic, 2000, c => c.EnableIdempotence = true);
        var records = Records.Consume(broker, topic, 2000);
        Assert.Equal(Enumerable.Range(0, 2000), records.Select(r => int.Parse(r.Message.Value["value ".Length..])).Order());
        Assert.Equal(5, records.Select(r => r.Partition.Value).Distinct().Count());
    }

    [Fact]
    public async Task Consume_KeyValueHeadersAndTime_AreThoseSent()
    {
        var topic = await Topics.CreateAsync(broker, 1);
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        var time = new Timestamp(1_330_560_000_123, TimestampType.CreateTime);
        var headers = new Headers { { "run", Encoding.UTF8.GetBytes("a") }, { "none", null }, { "run", [0, 255] } };
        await producer.ProduceAsync(topic, new() { Key = null, Value = [1, 0, 2], Headers = headers, Timestamp = time }, TestContext.Current.CancellationToken);
        await producer.ProduceAsync(topic, new() { Key = [7], Value = null }, TestContext.Current.CancellationToken);

        var records = Records.Consume<byte[]?>(broker, topic, 2);
        Assert.Null(records[0].Message.Key);
        Assert.Equal([1, 0, 2], records[0].Message.Value);
        Assert.Equal(time, records[0].Message.Timestamp);
        Assert.Equal(["run", "none", "run"], records[0].Message.Headers.Select(h => h.Key));
        Assert.Equal([Encoding.UTF8.GetBytes("a"), null, [0, 255]], records[0].Message.Headers.Select(h => h.GetValueBytes()));
        Assert.Equal([7], records[1].Message.Key);
        Assert.Null(records[1].Message.Value);
    }

    [Fact]
    public async Task Consume_LogAppendTime_GivesTheBrokersTime()
    {
        var topic = await Topics.CreateAsync(broker, 1, ("message.timestamp.type", "LogAppendTime"));
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        var before = TimeProvider.System.GetUtcNow().AddMilliseconds(-1);
        var stored = await producer.ProduceAsync(topic, new() { Value = "x", Timestamp = new Timestamp(1000, TimestampType.CreateTime) }, TestContext.Current.CancellationToken);
        var record = Records.Consume(broker, topic, 1)[0];
        Assert.Equal(TimestampType.LogAppendTime, record.Message.Timestamp.Type);
        Assert.InRange(record.Message.Timestamp.UtcDateTime, before.UtcDateTime, TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.Equal(0, stored.Offset.Value);
    }

    [Fact]
    public async Task OffsetsForTimes_AreTheFirstNotOlder()
    {
        var topic = await Topics.CreateAsync(broker, 1);
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        for (var i = 0; i < 100; i++)
        {
            producer.Produce(topic, new() { Value = "x", Timestamp = new Timestamp(1_000_000 + (i * 10), TimestampType.CreateTime) });
        }

        producer.Flush(TestContext.Current.CancellationToken);
        using var consumer = Records.Consumer(broker, "none");
        var partition = new TopicPartition(topic, 0);
        var found = consumer.OffsetsForTimes([new TopicPartitionTimestamp(partition, new Timestamp(1_000_495, TimestampType.CreateTime))], TimeSpan.FromSeconds(10));
        Assert.Equal(50, found[0].Offset.Value);
        Assert.Equal((0L, 100L), (consumer.QueryWatermarkOffsets(partition, TimeSpan.FromSeconds(10)).Low.Value, consumer.QueryWatermarkOffsets(partition, TimeSpan.FromSeconds(10)).High.Value));
    }

    [Fact]
    public async Task Produce_LargerThanTheTopicAllows_IsRefused()
    {
        var topic = await Topics.CreateAsync(broker, 1, ("max.message.bytes", "2000"));
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        var refused = await Assert.ThrowsAsync<ProduceException<Null, byte[]>>(() => producer.ProduceAsync(topic, new() { Value = new byte[3000] }));
        Assert.Equal(ErrorCode.MsgSizeTooLarge, refused.Error.Code);
        Assert.Equal(0, (await producer.ProduceAsync(topic, new() { Value = new byte[1000] }, TestContext.Current.CancellationToken)).Offset.Value);
    }

    [Fact]
    public async Task Produce_LargeRecords_ArriveWhole()
    {
        var topic = await Topics.CreateAsync(broker, 1, ("max.message.bytes", "20000000"));
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers, MessageMaxBytes = 20_000_000 }).Build();
        var random = new Random(1);
        var values = Enumerable.Range(0, 4).Select(i => new byte[(i * 4_000_000) + 1]).ToList();
        foreach (var value in values)
        {
            random.NextBytes(value);
            await producer.ProduceAsync(topic, new() { Value = value }, TestContext.Current.CancellationToken);
        }

        foreach (var (sent, got) in values.Zip(Records.Consume<byte[]?>(broker, topic, 4)))
        {
            Assert.True(sent.AsSpan().SequenceEqual(got.Message.Value), $"a value of {sent.Length} bytes came back as {got.Message.Value?.Length}");
        }
    }

    [Fact]
    public async Task Produce_UnknownTopic_FailsAndCreatesNothing()
    {
        var config = new ProducerConfig { BootstrapServers = broker.BootstrapServers };
        config.Set("topic.metadata.propagation.max.ms", "500");
        using var producer = new ProducerBuilder<Null, string>(config).Build();
        var report = new TaskCompletionSource<DeliveryReport<Null, string>>();
        producer.Produce("never-made", new() { Value = "x" }, report.SetResult);
        producer.Flush(TimeSpan.FromSeconds(20));
        Assert.Equal(ErrorCode.UnknownTopicOrPart, (await report.Task).Error.Code);
        using var admin = Topics.Admin(broker);
        Assert.DoesNotContain("never-made", admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics.Select(t => t.Topic));
    }

    [Fact]
    public async Task Consume_WhileNothingComes_WaitsAndThenGetsTheRecord()
    {
        var topic = await Topics.CreateAsync(broker, 3);
        using var consumer = Records.Consumer(broker, "none");
        consumer.Assign(Enumerable.Range(0, 3).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));
        Assert.Null(consumer.Consume(TimeSpan.FromMilliseconds(700)));
        await Records.ProduceAsync(broker, topic, 1);
        Assert.Equal("value 0", consumer.Consume(TimeSpan.FromSeconds(20))?.Message.Value);
    }
}
