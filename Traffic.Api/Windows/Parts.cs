using Traffic.Kafka;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Windows;

/// <summary>
/// The <c>part</c> of a window: its run, with a suffix for a lane in the topic of unknown entities, so that one which gets a topic of
/// its own never overwrites.
/// </summary>
internal static class Parts
{
    public const string Live = "live";
    private const string OtherSuffix = "@other";

    public static string RunOf(string part) => part.EndsWith(OtherSuffix, StringComparison.Ordinal) ? part[..^OtherSuffix.Length] : part;

    public static IEnumerable<string> OfRun(string run) => [run, run + OtherSuffix];

    public static string OfLane(StreamDeclaration stream, string topic, string run) =>
        stream.RawTopics is not null && topic == TopicNames.Raw(stream) ? run + OtherSuffix : run;
}
