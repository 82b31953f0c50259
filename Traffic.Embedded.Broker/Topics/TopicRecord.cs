using System.Text.Json.Serialization;
using Traffic.Embedded.Broker.Storage;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>What <c>topic.json</c> says of a topic.</summary>
/// <param name="Settings">Only those that differ from the defaults by someone's will.</param>
internal sealed record TopicRecord(string Name, Guid Id, int Partitions, SortedDictionary<string, string> Settings);

/// <summary>The ends of all logs at an orderly stop, by <c>topic/partition</c>.</summary>
internal sealed record CleanStop(Dictionary<string, CleanEnd> Ends);

[JsonSerializable(typeof(TopicRecord))]
[JsonSerializable(typeof(CleanStop))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class TopicJson : JsonSerializerContext;
