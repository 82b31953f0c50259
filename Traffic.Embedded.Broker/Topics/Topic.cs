using Traffic.Embedded.Broker.Storage;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>A topic and the logs of its partitions.</summary>
internal sealed class Topic(TopicRecord record, PartitionLog[] partitions)
{
    private volatile TopicRecord _record = record;
    private volatile PartitionLog[] _partitions = partitions;

    public string Name => _record.Name;

    public Guid Id => _record.Id;

    public TopicRecord Record => _record;

    public IReadOnlyDictionary<string, string> Settings => _record.Settings;

    public IReadOnlyList<PartitionLog> Partitions => _partitions;

    /// <summary>Topics that the broker itself writes.</summary>
    public bool IsInternal => InternalTopics.Contains(Name);

    public PartitionLog? Partition(int index) => (uint)index < (uint)_partitions.Length ? _partitions[index] : null;

    /// <summary>Takes over a record that is on disk, and partitions that are new in it.</summary>
    public void Change(TopicRecord record, IEnumerable<PartitionLog> added)
    {
        var config = TopicSettings.ToLogConfig(record.Settings);
        var partitions = _partitions.Concat(added).ToArray();
        foreach (var partition in partitions)
        {
            partition.Config = config;
        }

        _record = record;
        _partitions = partitions;
    }
}
