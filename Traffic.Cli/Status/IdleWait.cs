namespace Traffic.Cli.Status;

/// <summary>
/// Decides whether everything that was in the raw topics at the first view is processed, closed and in the tables. Each view
/// must have begun after the one before, and was taken in the order of the flow: raw ends, positions and lanes, ends of what
/// came out, what is stored.
/// </summary>
internal sealed class IdleWait
{
    private static readonly string[] StoredKinds = ["clean", "dlq", "windows"];

    private readonly Dictionary<(string Topic, int Partition), long> _input;
    private Dictionary<(string Topic, int Partition), long>? _output;

    public IdleWait(PipelineStatus first)
    {
        _input = Ends(first, t => t.Kind == "raw");
        Observe(first);
    }

    public bool IsIdle => Waiting is null;

    /// <summary>What is waited for; null when there is nothing.</summary>
    public string? Waiting { get; private set; }

    public void Observe(PipelineStatus status)
    {
        var waiting = _output is null ? Unprocessed(status) ?? Unclosed(status) : null;
        if (waiting is null)
        {
            _output ??= Ends(status, t => StoredKinds.Contains(t.Kind));
            waiting = Unstored(status);
        }

        Waiting = waiting;
    }

    private string? Unprocessed(PipelineStatus status) => Behind(status, _input, p => p.Processor, "processor");

    private string? Unstored(PipelineStatus status) => Behind(status, _output!, p => p.Sink, "sink");

    private string? Unclosed(PipelineStatus status)
    {
        var ends = Ends(status, t => t.Kind == "raw");
        var open = status.Lanes.FirstOrDefault(l =>
            l.UnfinishedWindows > 0 && _input.TryGetValue((l.Topic, l.Partition), out var end) && ends.GetValueOrDefault((l.Topic, l.Partition)) <= end);
        return open is null ? null : $"{open.UnfinishedWindows} windows of {open.Topic}/{open.Partition}, run {open.Run}, are not final";
    }

    private static string? Behind(
        PipelineStatus status, Dictionary<(string Topic, int Partition), long> ends, Func<PartitionStatus, ReaderStatus?> reader, string name)
    {
        foreach (var topic in status.Topics)
        {
            foreach (var partition in topic.Partitions)
            {
                if (ends.TryGetValue((topic.Name, partition.Partition), out var end)
                    && end > partition.Start
                    && (reader(partition)?.Position ?? partition.Start) is var position && position < end)
                {
                    return $"{name} is at {position} of {end} in {topic.Name}/{partition.Partition}";
                }
            }
        }

        return null;
    }

    private static Dictionary<(string Topic, int Partition), long> Ends(PipelineStatus status, Func<TopicStatus, bool> kind) =>
        status.Topics.Where(kind).SelectMany(t => t.Partitions.Select(p => (Key: (t.Name, p.Partition), p.End))).ToDictionary(p => p.Key, p => p.End);
}
