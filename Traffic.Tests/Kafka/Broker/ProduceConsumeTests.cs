using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Traffic.Tests.Kafka.Broker;

public sealed class ProduceConsumeTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    [Fact]
    public async Task Consume_AfterProduce_GivesTheSameRecordsInOrder()
    {
        var topic = await Topics.CreateAsync(broker, 1);
        await Records.ProduceAsync(broker, topic, 1000);
        var records = Records.Consume(broker, topic, 1000);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"value {i}"), records.Select(r => r.Message.Value));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), records.Select(r => r.Offset.Value));
    }
}
