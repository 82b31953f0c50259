using System.Diagnostics;

namespace Traffic.Tests.Kafka.Broker;

/// <summary>Clients that are not ours, each against an unchanged broker.</summary>
public sealed class OtherClientsTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    [Fact]
    public async Task Kcat_ProducesConsumesAndJoinsAGroup()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/kcat"), "needs kcat, which is not installed");
        var topic = await Topics.CreateAsync(broker, 1);
        var lines = string.Concat(Enumerable.Range(0, 200).Select(i => $"key{i}:line {i}\n"));
        await RunAsync("kcat", ["-b", broker.BootstrapServers, "-P", "-t", topic, "-K", ":", "-z", "snappy", "-H", "a=b"], lines);
        var consumed = await RunAsync("kcat", ["-b", broker.BootstrapServers, "-C", "-t", topic, "-o", "beginning", "-e", "-q", "-f", "%k:%s\n"]);
        Assert.Equal(lines, consumed);
        var grouped = await RunAsync("kcat", ["-b", broker.BootstrapServers, "-q", "-e", "-f", "%k:%s\n", "-X", "auto.offset.reset=earliest", "-G", "kcat-group", topic]);
        Assert.Equal(lines, grouped);
        Assert.Contains($"topic \"{topic}\" with 1 partitions", await RunAsync("kcat", ["-b", broker.BootstrapServers, "-L"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PythonKafka_ProducesConsumesAndCommits()
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/kafka/__init__.py"), "needs python3-kafka, which is not installed");
        var topic = await Topics.CreateAsync(broker, 2);
        var output = await RunAsync(Python, ["-"], $$"""
            from kafka import KafkaProducer, KafkaConsumer, TopicPartition
            from kafka.admin import KafkaAdminClient, NewTopic
            servers, topic = '{{broker.BootstrapServers}}', '{{topic}}'
            producer = KafkaProducer(bootstrap_servers=servers, acks='all', compression_type='gzip')
            for i in range(100):
                producer.send(topic, key=b'k%d' % i, value=b'v%d' % i, headers=[('h', b'1')]).get(10)
            producer.close()
            consumer = KafkaConsumer(topic, bootstrap_servers=servers, group_id='python', auto_offset_reset='earliest', consumer_timeout_ms=15000)
            values = set()
            for record in consumer:
                values.add(record.value)
                if len(values) == 100:
                    break
            consumer.commit()
            print('values', len(values))
            print('committed', sum(consumer.committed(TopicPartition(topic, p)) for p in range(2)))
            consumer.close()
            admin = KafkaAdminClient(bootstrap_servers=servers)
            admin.create_topics([NewTopic('made-by-python', 3, 1)])
            print('made', 'made-by-python' in admin.list_topics())
            print('groups', ('python', 'consumer') in admin.list_consumer_groups())
            """);
        Assert.Equal("values 100\ncommitted 100\nmade True\ngroups True\n", output);
    }

    [Fact]
    public async Task JavaTools_ProduceConsumeAndDescribe()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/java"), "needs Java, which is not installed");
        var kafka = Repository.SharedFile("kafka", "kafka");
        var topic = await Topics.CreateAsync(broker, 3);
        string[] server = ["--bootstrap-server", broker.BootstrapServers];
        await RunAsync(kafka, ["tool", "verifiable-producer", .. server, "--topic", topic, "--max-messages", "500", "--acks", "-1"]);
        var consumed = await RunAsync(kafka, ["tool", "console-consumer", .. server, "--topic", topic, "--from-beginning", "--max-messages", "500", "--group", "java-group", "--timeout-ms", "20000"]);
        Assert.Equal(Enumerable.Range(0, 500), consumed.Trim().Split('\n').Select(int.Parse).Order());
        var described = await RunAsync(kafka, ["tool", "consumer-groups", .. server, "--describe", "--group", "java-group", "--offsets"]);
        Assert.Equal(3, described.Split('\n').Count(l => l.StartsWith("java-group", StringComparison.Ordinal) && l.Contains($" {topic} ", StringComparison.Ordinal)));
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await error}");
            return await output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
