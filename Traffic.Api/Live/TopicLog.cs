using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Api.Live;

/// <summary>The newest messages of a tailed topic, so that a connection that broke can go on where it was.</summary>
/// <param name="starts">Offsets, by partition, from which the topic is read.</param>
/// <param name="ends">Offsets after the last record when reading began.</param>
internal sealed class TopicLog(Topic topic, long[] starts, long[] ends)
{
    /// <summary>Bytes kept of each partition.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Records before the end with which reading begins: about what is kept.</summary>
    public const long Backlog = 5_000;

    private readonly Queue<LiveMessage>[] _messages = [.. starts.Select(_ => new Queue<LiveMessage>())];
    private readonly long[] _bytes = new long[starts.Length];
    private readonly long[] _first = [.. starts];

    public Topic Topic => topic;

    /// <summary>Next offset to be read, by partition.</summary>
    public long[] Next { get; } = [.. starts];

    /// <summary>Offsets of what will be written from now on.</summary>
    public long[] Now() => [.. Next.Zip(ends, Math.Max)];

    /// <param name="message">Null for a record that is not sent to anyone.</param>
    public void Add(TopicPartitionOffset place, LiveMessage? message)
    {
        var partition = place.Partition.Value;
        Next[partition] = place.Offset.Value + 1;
        if (message is null)
        {
            return;
        }

        _messages[partition].Enqueue(message);
        _bytes[partition] += message.Data.Length;
        while (_bytes[partition] > MaxBytes)
        {
            var dropped = _messages[partition].Dequeue();
            _bytes[partition] -= dropped.Data.Length;
            _first[partition] = dropped.Place.Offset.Value + 1;
        }
    }

    /// <summary>Whether all from those offsets on is or will be here.</summary>
    public bool Has(long[] from) =>
        from.Length == _first.Length
        && from.Zip(_first, (wanted, first) => wanted >= first).All(kept => kept)
        && from.Zip(Now(), (wanted, end) => wanted <= end).All(known => known);

    /// <summary>What is here from those offsets on.</summary>
    public IEnumerable<LiveMessage> From(long[] from) =>
        _messages.SelectMany((messages, partition) => messages.Where(m => m.Place.Offset.Value >= from[partition]));
}
