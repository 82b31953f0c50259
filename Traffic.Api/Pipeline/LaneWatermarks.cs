using Confluent.Kafka;
using Traffic.Api.Windows;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Api.Pipeline;

/// <summary>Up to which event time lanes are complete, together.</summary>
internal static class LaneWatermarks
{
    /// <summary>By part of the stream's windows, µs since the epoch.</summary>
    public static IReadOnlyDictionary<string, long> ByPart(LogView log, StreamDeclaration stream) =>
        log.Lanes.Where(lane => TopicNames.IsRaw(stream, lane.Topic))
            .GroupBy(lane => Parts.OfLane(stream, lane.Topic, lane.Run), StringComparer.Ordinal)
            .Select(part => (part.Key, Watermark: Of(log, part)))
            .Where(part => part.Watermark is not null)
            .ToDictionary(part => part.Key, part => part.Watermark!.Value, StringComparer.Ordinal);

    /// <summary>
    /// The greatest watermark, held back by lanes that still have records to process: a lane that has caught up holds nothing back,
    /// however old its last record. <see cref="long.MaxValue"/> when all have ended; null when nothing was accepted yet.
    /// </summary>
    public static long? Of(LogView log, IEnumerable<LaneCheckpoint> lanes)
    {
        var all = lanes.ToList();
        if (all.TrueForAll(lane => lane.Ended))
        {
            return all.Count == 0 ? null : long.MaxValue;
        }

        var open = all.Where(lane => !lane.Ended && lane.Watermark is not null)
            .Select(lane => (Watermark: lane.Watermark!.Value.ToMicros(), Behind: log.Lag(new TopicPartition(lane.Topic, lane.Partition)) > 0)).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var greatest = open.Max(lane => lane.Watermark);
        return open.Where(lane => lane.Behind).Select(lane => lane.Watermark).Append(greatest).Min();
    }
}
