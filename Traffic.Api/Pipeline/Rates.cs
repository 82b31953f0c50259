using Confluent.Kafka;

namespace Traffic.Api.Pipeline;

/// <summary>Records per second over the last samples.</summary>
internal sealed class Rates
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private readonly LinkedList<Sample> _samples = [];

    public void Add(DateTimeOffset at, IReadOnlyDictionary<TopicPartition, long> ends, IReadOnlyDictionary<TopicPartition, long> stored)
    {
        _samples.AddLast(new Sample(at, ends, stored));
        // The oldest one is the last that is at least a span old; after a pause nothing before it counts.
        while (_samples.Count > 2 && at - _samples.First!.Next!.Value.At >= Span)
        {
            _samples.RemoveFirst();
        }

        while (_samples.Count > 1 && at - _samples.First!.Value.At > 2 * Span)
        {
            _samples.RemoveFirst();
        }
    }

    /// <summary>Whether there are two samples to compare.</summary>
    public bool IsKnown => _samples.Count > 1;

    public double OfTopic(IEnumerable<TopicPartition> partitions) => PerSecond(partitions, s => s.Ends);

    public double OfTables(IEnumerable<TopicPartition> partitions) => PerSecond(partitions, s => s.Stored);

    private double PerSecond(IEnumerable<TopicPartition> partitions, Func<Sample, IReadOnlyDictionary<TopicPartition, long>> of)
    {
        if (!IsKnown)
        {
            return 0;
        }

        var (first, last) = (_samples.First!.Value, _samples.Last!.Value);
        // A partition that has come since began at its first offset; one that ends earlier is a new log.
        var records = partitions.Sum(p => Math.Max(0, of(last).GetValueOrDefault(p) - of(first).GetValueOrDefault(p)));
        return Math.Round(records / (last.At - first.At).TotalSeconds, 2);
    }

    private sealed record Sample(DateTimeOffset At, IReadOnlyDictionary<TopicPartition, long> Ends, IReadOnlyDictionary<TopicPartition, long> Stored);
}
