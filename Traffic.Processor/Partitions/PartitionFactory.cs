using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Processor.Telemetry;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Processor.Partitions;

/// <summary>Makes the tasks of assigned partitions and starts to restore them.</summary>
internal sealed class PartitionFactory(KafkaClients clients, StateRestorer restorer, ProcessorMetrics metrics, TimeProvider time)
{
    public Restoration Restore(FeedDeclaration feed, IEnumerable<TopicPartition> partitions, CancellationToken stopping) =>
        new([.. partitions.Select(p => Create(feed.Streams.First(s => TopicNames.IsRaw(s, p.Topic)), p, stopping))], restorer.Restore, stopping);

    private OwnedPartition Create(StreamDeclaration stream, TopicPartition source, CancellationToken stopping)
    {
        var task = new PartitionTask(stream, source.Topic, source.Partition.Value, stream.Partitions, time);
        return new OwnedPartition(stream, source, task, new PartitionOutput(stream, source, clients.Options.ApplicationId, time, metrics, stopping));
    }
}
