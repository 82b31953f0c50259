using Confluent.Kafka;

namespace Traffic.Tests.Kafka.Broker;

public sealed class RestartTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_KeepsTopicsRecordsAndOffsets(bool orderly)
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var topic = await Topics.CreateAsync(broker, 3, ("message.timestamp.type", "LogAppendTime"));
        await Records.ProduceAsync(broker, topic, 500, c => c.EnableIdempotence = true);
        var before = Records.Consume(broker, topic, 500);
        using (var consumer = Records.Consumer(broker, "keeper"))
        {
            consumer.Commit([new TopicPartitionOffset(topic, 0, 11), new TopicPartitionOffset(topic, 2, 12)]);
        }

        Assert.Equal(orderly ? 0 : 137, orderly ? await broker.StopAsync() : await broker.KillAsync());
        await broker.StartAgainAsync();
        var after = Records.Consume(broker, topic, 500);
        Assert.Equal(before.Select(Key).Order(), after.Select(Key).Order());
        using var again = Records.Consumer(broker, "keeper");
        Assert.Equal([11L, Offset.Unset.Value, 12L], again.Committed([new(topic, 0), new(topic, 1), new(topic, 2)], TimeSpan.FromSeconds(10)).Select(c => c.Offset.Value));
        await Records.ProduceAsync(broker, topic, 100);
        Assert.Equal(600, Records.Consume(broker, topic, 600).Select(Key).Distinct().Count());

        static string Key(ConsumeResult<string, string> record) => $"{record.Partition.Value} {record.Offset.Value:D5} {record.Message.Value} {record.Message.Timestamp.UnixTimestampMs}";
    }

    [Fact]
    public async Task Kill_UnderIdempotentLoad_LosesAndDoublesNothing()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var topic = await Topics.CreateAsync(broker, 3);
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            EnableIdempotence = true,
            LingerMs = 1,
            BatchNumMessages = 50,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 200,
            RetryBackoffMs = 20,
            MessageTimeoutMs = 60_000,
        }).SetLogHandler((_, _) => { }).Build();
        var acknowledged = new List<(int Partition, long Offset, int Number)>();
        var failed = new List<string>();
        var stop = new CancellationTokenSource();
        var sent = 0;
        var load = Task.Factory.StartNew(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var number = sent++;
                try
                {
                    producer.Produce(topic, new() { Key = $"{number}", Value = $"{number}" }, report =>
                    {
                        lock (acknowledged)
                        {
                            if (report.Error.IsError)
                            {
                                failed.Add($"{number}: {report.Error.Reason}");
                            }
                            else
                            {
                                acknowledged.Add((report.Partition.Value, report.Offset.Value, number));
                            }
                        }
                    });
                }
                catch (ProduceException<string, string> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
                {
                    sent--;
                }

                if (number % 200 == 0)
                {
                    Task.Delay(1).Wait();
                }
            }
        }, TaskCreationOptions.LongRunning);

        for (var round = 0; round < 4; round++)
        {
            var target = Acknowledged() + 3000;
            await Wait.ForAsync(() => Acknowledged() >= target, "progress");
            await broker.KillAsync();
            await broker.StartAgainAsync();
        }

        await stop.CancelAsync();
        await load;
        producer.Flush(TimeSpan.FromSeconds(60));
        Assert.Empty(failed);
        Assert.Equal(sent, acknowledged.Count);
        var stored = Records.Consume(broker, topic, sent);
        Assert.Equal(Enumerable.Range(0, sent), stored.Select(r => int.Parse(r.Message.Value)).Order());
        foreach (var partition in stored.GroupBy(r => r.Partition.Value))
        {
            Assert.Equal(partition.Select(r => int.Parse(r.Message.Value)).Order(), partition.OrderBy(r => r.Offset.Value).Select(r => int.Parse(r.Message.Value)));
        }

        using var consumer = Records.Consumer(broker, "none");
        Assert.Equal(sent, Enumerable.Range(0, 3).Sum(p => consumer.QueryWatermarkOffsets(new(topic, p), TimeSpan.FromSeconds(10)).High.Value));

        int Acknowledged()
        {
            lock (acknowledged)
            {
                return acknowledged.Count;
            }
        }
    }

    [Fact]
    public async Task Members_GoOnAfterARestart_WithoutRejoining()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var topic = await Topics.CreateAsync(broker, 4);
        await using var first = new GroupMemberDriver(broker, "lasting", topic, PartitionAssignmentStrategy.Range);
        await using var second = new GroupMemberDriver(broker, "lasting", topic, PartitionAssignmentStrategy.Range);
        await Task.WhenAll(first.OwnsAsync(2), second.OwnsAsync(2));
        var assignments = (first.Assignments, second.Assignments);
        await broker.KillAsync();
        await broker.StartAgainAsync();
        await Records.ProduceAsync(broker, topic, 200);
        await Wait.ForAsync(() => first.Values.Count + second.Values.Count == 200, "200 records");
        Assert.Equal(assignments, (first.Assignments, second.Assignments));
    }
}
