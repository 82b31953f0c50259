using System.Text.Json;
using Confluent.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Api.Pipeline;

/// <summary>
/// Follows the changelog topics, in which the processor writes how far it is, and keeps the newest record of each partition and lane.
/// Reads only when it is asked to, from where it stopped. One thread at a time.
/// </summary>
internal sealed class ChangelogTail(IConsumer<byte[]?, byte[]?> consumer)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<TopicPartition, long> _read = [];

    public Dictionary<TopicPartition, PartitionCheckpoint> Positions { get; } = [];

    public Dictionary<(string Topic, int Partition, string Run), LaneCheckpoint> Lanes { get; } = [];

    /// <summary>Reads everything before the given ends.</summary>
    /// <returns>False where Kafka did not give it all in time; the next call goes on from there.</returns>
    public bool CatchUp(IReadOnlyDictionary<TopicPartition, long> ends, TimeSpan patience, TimeProvider time)
    {
        // A log that ends before what was read is another log under the same name.
        foreach (var partition in _read.Where(r => ends.TryGetValue(r.Key, out var end) && end < r.Value).Select(r => r.Key).ToList())
        {
            _read.Remove(partition);
        }

        var behind = ends.Where(e => _read.GetValueOrDefault(e.Key) < e.Value).Select(e => e.Key).ToHashSet();
        if (behind.Count == 0)
        {
            return true;
        }

        var started = time.GetTimestamp();
        consumer.Assign(behind.Select(p => new TopicPartitionOffset(p, _read.TryGetValue(p, out var next) ? next : Offset.Beginning)));
        try
        {
            while (behind.Count > 0)
            {
                if (consumer.Consume(Poll) is { } record)
                {
                    Apply(record);
                    _read[record.TopicPartition] = record.IsPartitionEOF ? record.Offset.Value : record.Offset.Value + 1;
                    if (_read[record.TopicPartition] >= ends[record.TopicPartition])
                    {
                        behind.Remove(record.TopicPartition);
                    }
                }

                if (behind.Count > 0 && time.GetElapsedTime(started) > patience)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            // An assigned consumer asks for more all the time; nobody may look for hours.
            consumer.Unassign();
        }
    }

    private void Apply(ConsumeResult<byte[]?, byte[]?> record)
    {
        if (record.IsPartitionEOF || record.Message is not { Key: { } key, Value: { Length: > 0 } value })
        {
            return;
        }

        switch ((char)key[0])
        {
            case 'p' when JsonSerializer.Deserialize(value, CheckpointJson.Default.PartitionCheckpoint) is { } position:
                Positions[new(position.Topic, position.Partition)] = position;
                break;
            case 'l' when JsonSerializer.Deserialize(value, CheckpointJson.Default.LaneCheckpoint) is { } lane:
                Lanes[(lane.Topic, lane.Partition, lane.Run)] = lane;
                break;
        }
    }
}
