using Confluent.Kafka;
using Traffic.Sink.Rows;
using Traffic.Sink.Tables;

namespace Traffic.Sink.Batches;

/// <summary>Rows for several tables from several partitions, stored in one transaction. Kept and filled again.</summary>
internal sealed class SinkBatch(RoutingTable routing)
{
    private readonly RowBuffer[] _rows = [.. routing.Tables.Select(t => new RowBuffer(t))];
    private readonly Dictionary<TopicPartition, OffsetRange> _ranges = [];
    private readonly List<BatchRecord> _records = [];
    private readonly List<Refused> _refused = [];

    public ByteArena Arena { get; } = new();

    public IReadOnlyDictionary<TopicPartition, OffsetRange> Ranges => _ranges;

    /// <summary>Records that cannot be stored, and why.</summary>
    public IReadOnlyList<Refused> Refused => _refused;

    public IReadOnlyList<BatchRecord> Records => _records;

    public RoutingTable Routing => routing;

    /// <summary>The rows for a table of <see cref="RoutingTable.Tables"/>.</summary>
    public RowBuffer Rows(int table) => _rows[table];

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>Adds a record, as a row or as refused.</summary>
    /// <param name="position">Position its partition was read from when the batch was begun.</param>
    /// <returns>Why the record was refused, or null.</returns>
    public Refusal? Add(ConsumeResult<Slice, Slice> result, TopicRoute route, long position)
    {
        var (key, value) = (result.Message.Key, result.Message.Value);
        var source = _records.Count;
        var record = new SinkRecord
        {
            Topic = result.Topic,
            Partition = result.Partition,
            Offset = result.Offset,
            Source = source,
            HasKey = !key.IsNull,
            Key = Arena[key],
            HasValue = !value.IsNull,
            Value = Arena[value],
            Headers = result.Message.Headers,
            Timestamp = result.Message.Timestamp.UnixTimestampMs * 1000,
        };
        var refusal = route.Decoder.Decode(record, _rows[route.Table]);
        if (refusal is not null && route.DeadLetterTopic is null)
            return refusal;
        _records.Add(new(result.TopicPartitionOffset, key, value, result.Message.Headers));
        if (refusal is not null)
            _refused.Add(new(source, refusal));
        MoveTo(result.TopicPartition, position, result.Offset + 1);
        return refusal;
    }

    /// <summary>Extends what the batch holds of a partition.</summary>
    public void MoveTo(TopicPartition partition, long position, long end) =>
        _ranges[partition] = new(_ranges.TryGetValue(partition, out var range) ? range.Start : position, end);

    /// <summary>Takes a row out that the store refuses.</summary>
    public void Refuse(int table, int row, string detail)
    {
        _rows[table].Drop(row);
        _refused.Add(new(_rows[table].SourceOf(row), new Refusal(null, detail)));
    }

    public void Clear()
    {
        foreach (var rows in _rows)
            rows.Clear();
        _ranges.Clear();
        _records.Clear();
        _refused.Clear();
        Arena.Clear();
    }
}
