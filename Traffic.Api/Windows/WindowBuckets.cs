using Npgsql;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

/// <summary>
/// Merges rows that come in the order of their window starts into buckets: while a bucket is open its groups are kept, so memory is
/// bounded by the groups of one bucket.
/// </summary>
internal sealed class WindowBuckets(WindowsQuery query, WindowSchema schema, IReadOnlyDictionary<string, long> watermarks)
{
    private readonly Dictionary<GroupValue[], MergedWindow> _groups = new(GroupKey.Comparer);
    private readonly Stack<MergedWindow> _free = [];
    private readonly GroupValue[] _key = new GroupValue[query.Group.Count];

    public Bucket Current { get; private set; }

    public bool IsEmpty => _groups.Count == 0;

    /// <summary>Whether a window belongs to the bucket that is being filled.</summary>
    public bool Takes(long windowStart) => Current.Contains(windowStart);

    public void Start(long windowStart)
    {
        foreach (var group in _groups.Values)
        {
            group.Clear();
            _free.Push(group);
        }

        _groups.Clear();
        Current = query.Calendar.Containing(windowStart);
    }

    public void Add(NpgsqlDataReader reader, IWindowRow row)
    {
        for (var i = 0; i < _key.Length; i++)
        {
            _key[i] = GroupValue.Read(reader, WindowsSql.FirstGroup + i, query.Group[i].Type);
        }

        if (!_groups.TryGetValue(_key, out var group))
        {
            group = _free.TryPop(out var free) ? free : new MergedWindow(schema);
            _groups.Add([.. _key], group);
        }

        var open = Current.End > watermarks.GetValueOrDefault(reader.GetString(1), long.MaxValue);
        group.Add(row, open, reader.GetBoolean(2), reader.GetBoolean(3));
    }

    /// <summary>The groups of the bucket in order.</summary>
    public IEnumerable<(GroupValue[] Key, MergedWindow Window)> Groups() =>
        _groups.OrderBy(g => g.Key, GroupKey.Comparer).Select(g => (g.Key, g.Value));
}
