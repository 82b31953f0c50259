using System.Text.Json;
using Traffic.Simulator.Emission;

namespace Traffic.Tests.Unit.Simulator;

/// <summary>
/// The raw topics in memory. Records are on their way until somebody waits for them; a crash loses a random rest of those in each
/// partition, as a killed idempotent producer does.
/// </summary>
internal sealed class MemoryLog(TimeProvider time, int partitions) : IPassageLog
{
    /// <summary>The clock of the process that writes.</summary>
    public TimeProvider Time { get; set; } = time;

    /// <summary>Called with the time of each append.</summary>
    public Action<DateTimeOffset>? BeforeAppend { get; set; }

    private readonly Dictionary<string, List<Entry>[]> _topics = [];
    private int _left = int.MaxValue;

    /// <summary>Stored records by topic and partition.</summary>
    public IReadOnlyDictionary<string, List<Entry>[]> Topics => _topics;

    /// <summary>All appended records in the order in which they came.</summary>
    public List<Entry> Appended { get; } = [];

    public void Create(string topic) => _topics[topic] = [.. Enumerable.Range(0, partitions).Select(_ => new List<Entry>())];

    /// <summary>After so many more records the process dies.</summary>
    public void DieAfter(int records) => _left = records;

    /// <summary>Loses what was on its way: of each partition a random rest.</summary>
    public void Crash(Random random)
    {
        foreach (var partition in _topics.Values.SelectMany(t => t))
        {
            var stored = partition.FindIndex(e => !e.Stored) is >= 0 and var first ? first : partition.Count;
            var kept = stored + random.Next(partition.Count - stored + 1);
            partition.RemoveRange(kept, partition.Count - kept);
            partition.ForEach(e => e.Stored = true);
        }

        _left = int.MaxValue;
    }

    public Task<IReadOnlyList<SimulationPosition?>?> ReadTailsAsync(string topic, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SimulationPosition?>?>(
            _topics.TryGetValue(topic, out var found) ? [.. found.Select(p => p.Count == 0 ? (SimulationPosition?)null : p[^1].Record.Position)] : null);

    public ValueTask AppendAsync(PassageRecord record, CancellationToken cancellationToken)
    {
        if (_left-- == 0)
        {
            throw new CrashException();
        }

        var entry = new Entry(record, Time.GetUtcNow());
        BeforeAppend?.Invoke(entry.At);
        Appended.Add(entry);
        _topics[record.Topic][record.Partition].Add(entry);
        return ValueTask.CompletedTask;
    }

    public Task StoredAsync(string topic, CancellationToken cancellationToken)
    {
        foreach (var entry in _topics[topic].SelectMany(p => p))
        {
            entry.Stored = true;
        }

        return Task.CompletedTask;
    }

    internal sealed record Entry(PassageRecord Record, DateTimeOffset At)
    {
        /// <summary>As the record says it: to the second.</summary>
        public DateTimeOffset EventTime =>
            new(JsonDocument.Parse(Record.Value).RootElement.GetProperty("timestamp").GetDateTime(), TimeSpan.FromHours(4));

        public bool Stored { get; set; }
    }

    internal sealed class CrashException : Exception;
}
