using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>What a processor made of passages, without what is allowed to differ from one processing to the next.</summary>
internal sealed class Results
{
    private static readonly string[] Told = ["status", "revision", "flags"];

    private Results(List<string> clean, List<string> deadLetters, SortedDictionary<string, string> windows)
    {
        Clean = clean;
        DeadLetters = deadLetters;
        Windows = windows;
    }

    /// <summary>Partition, run and value of every clean record, sorted; records written again by a redelivery are there again.</summary>
    public List<string> Clean { get; }

    /// <summary>Reason, field, source and value of every dead letter, sorted.</summary>
    public List<string> DeadLetters { get; }

    /// <summary>The last record of each window key.</summary>
    public SortedDictionary<string, string> Windows { get; }

    public HashSet<string> DistinctClean => [.. Clean];

    public HashSet<string> DistinctDeadLetters => [.. DeadLetters];

    /// <summary>Sum of the counts of all windows.</summary>
    public long Counted => Windows.Values.Sum(w => JsonNode.Parse(w)!["count"]!.GetValue<long>());

    public static Results Of(Pipeline pipeline)
    {
        var clean = pipeline.ReadAll(TopicNames.Clean(Passages.Stream, pipeline.ApplicationId));
        var letters = pipeline.ReadAll(TopicNames.DeadLetters(Passages.Stream, pipeline.ApplicationId));
        var windows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in pipeline.ReadAll(TopicNames.Windows(Passages.Stream, "1m", pipeline.ApplicationId)))
        {
            var value = JsonNode.Parse(record.Message.Value)!.AsObject();
            foreach (var name in Told)
                value.Remove(name);
            windows[Encoding.UTF8.GetString(record.Message.Key!)] = value.ToJsonString();
        }

        return new Results(
            [.. clean.Select(r => $"{r.Partition.Value} {Header(r, HeaderNames.Run)} {Text(r)}").Order(StringComparer.Ordinal)],
            [.. letters.Select(Describe).Order(StringComparer.Ordinal)],
            windows);
    }

    public static string? Header(ConsumeResult<byte[]?, byte[]?> record, string name) =>
        record.Message.Headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    private static string Describe(ConsumeResult<byte[]?, byte[]?> r) => string.Join(' ',
        Header(r, HeaderNames.Reason), Header(r, HeaderNames.Field), Header(r, HeaderNames.SourceTopic), Header(r, HeaderNames.SourcePartition),
        Header(r, HeaderNames.SourceOffset), Header(r, HeaderNames.Run), r.Partition.Value.ToString(CultureInfo.InvariantCulture), Text(r));

    private static string Text(ConsumeResult<byte[]?, byte[]?> record) => Encoding.UTF8.GetString(record.Message.Value ?? []);
}
