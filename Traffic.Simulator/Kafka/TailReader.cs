using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Simulator.Emission;

namespace Traffic.Simulator.Kafka;

/// <summary>Finds the last simulated record of a partition: backwards from its end in growing blocks, past whatever else was written there.</summary>
internal sealed class TailReader(string servers)
{
    private const int FirstBlock = 100;
    private const int LargestBlock = 50_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public IReadOnlyList<SimulationPosition?> Read(string topic, int partitions, CancellationToken cancellationToken)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = servers,
            ClientId = "simulator",
            GroupId = "traffic.simulator",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadUncommitted,
            FetchWaitMaxMs = 10,
        }).Build();
        var tails = new SimulationPosition?[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            tails[partition] = Last(consumer, new TopicPartition(topic, partition), cancellationToken);
        }

        consumer.Unassign();
        return tails;
    }

    private static SimulationPosition? Last(IConsumer<Ignore, Ignore> consumer, TopicPartition partition, CancellationToken cancellationToken)
    {
        var offsets = consumer.QueryWatermarkOffsets(partition, Timeout);
        var (end, block) = (offsets.High.Value, FirstBlock);
        while (end > offsets.Low.Value)
        {
            var start = Math.Max(offsets.Low.Value, end - block);
            if (LastWithin(consumer, new TopicPartitionOffset(partition, start), end, cancellationToken) is { } position)
            {
                return position;
            }

            (end, block) = (start, Math.Min(block * 4, LargestBlock));
        }

        return null;
    }

    private static SimulationPosition? LastWithin(
        IConsumer<Ignore, Ignore> consumer, TopicPartitionOffset from, long end, CancellationToken cancellationToken)
    {
        consumer.Assign(from);
        SimulationPosition? last = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = consumer.Consume(Timeout)
                ?? throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"no answer while reading the end of {from.TopicPartition}"));
            if (record.IsPartitionEOF || record.Offset >= end)
            {
                return last;
            }

            last = PositionOf(record.Message.Headers) ?? last;
            if (record.Offset == end - 1)
            {
                return last;
            }
        }
    }

    /// <summary>Records of a run carry what was live once: a copy, not the simulator's own.</summary>
    private static SimulationPosition? PositionOf(Headers headers) =>
        headers.TryGetLastBytes(HeaderNames.Simulated, out var text) && !headers.TryGetLastBytes(HeaderNames.Run, out _)
            ? SimulationPosition.Parse(Encoding.ASCII.GetString(text))
            : null;
}
