using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Simulator.Emission;

namespace Traffic.Simulator.Kafka;

/// <summary>
/// Finds the last simulated record of each partition of a topic: backwards from the end in growing blocks, past whatever
/// else was written there. All partitions are read together, because the client is slow to change what it reads.
/// </summary>
internal sealed class TailReader(KafkaClients clients)
{
    private const int FirstBlock = 100;
    private const int LargestBlock = 50_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public IReadOnlyList<SimulationPosition?> Read(string topic, int partitions, CancellationToken cancellationToken)
    {
        // Uncommitted: a transaction that someone else left open must not hide our own records behind it.
        using var consumer = clients.Consumer<Ignore, Ignore>("simulator", c => c.IsolationLevel = IsolationLevel.ReadUncommitted).Build();
        var tails = new SimulationPosition?[partitions];
        var blocks = new List<Block>();
        for (var partition = 0; partition < partitions; partition++)
        {
            var offsets = consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), Timeout);
            blocks.Add(new Block(partition, offsets.Low.Value, offsets.High.Value, offsets.High.Value));
        }

        for (var size = FirstBlock; ; size = Math.Min(size * 4, LargestBlock))
        {
            blocks = [.. blocks.Where(b => tails[b.Partition] is null && b.Start > b.Low).Select(b => b.Before(size))];
            if (blocks.Count == 0)
            {
                return tails;
            }

            consumer.Assign(blocks.Select(b => new TopicPartitionOffset(topic, b.Partition, b.Start)));
            Read(consumer, blocks.ToDictionary(b => b.Partition), tails, cancellationToken);
        }
    }

    private static void Read(
        IConsumer<Ignore, Ignore> consumer, Dictionary<int, Block> unread, SimulationPosition?[] tails, CancellationToken cancellationToken)
    {
        while (unread.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = consumer.Consume(Timeout)
                ?? throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "Kafka does not answer while the end of a topic is read"));
            var partition = record.Partition.Value;
            if (!unread.TryGetValue(partition, out var block))
            {
                continue;
            }

            if (!record.IsPartitionEOF && record.Offset < block.End)
            {
                tails[partition] = PositionOf(record.Message.Headers) ?? tails[partition];
            }

            if (record.IsPartitionEOF || record.Offset >= block.End - 1)
            {
                unread.Remove(partition);
            }
        }
    }

    /// <summary>Records of a run carry what was live once: a copy, not the simulator's own.</summary>
    private static SimulationPosition? PositionOf(Headers headers) =>
        headers.TryGetLastBytes(HeaderNames.Simulated, out var text) && !headers.TryGetLastBytes(HeaderNames.Run, out _)
            ? SimulationPosition.Parse(Encoding.ASCII.GetString(text))
            : null;

    /// <summary>Offsets from <paramref name="Start"/> to before <paramref name="End"/>, of a log that begins at <paramref name="Low"/>.</summary>
    private sealed record Block(int Partition, long Low, long Start, long End)
    {
        public Block Before(int size) => this with { Start = Math.Max(Low, Start - size), End = Start };
    }
}
