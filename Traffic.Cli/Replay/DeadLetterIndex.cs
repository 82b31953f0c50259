using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Cli.Replay;

/// <summary>The dead letters that an earlier replay of the same run has written, so that they are not written again.</summary>
internal static class DeadLetterIndex
{
    public const string Stage = "replay";
    public const int Partition = 0;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>File name and line of each.</summary>
    public static HashSet<(string File, string Line)> Read(KafkaClients clients, string topic, string run, CancellationToken cancellationToken)
    {
        var found = new HashSet<(string, string)>();
        using var reader = clients.CreateReader("replay");
        var partition = new TopicPartition(topic, Partition);
        var end = reader.QueryWatermarkOffsets(partition, Timeout).High;
        reader.Assign(new TopicPartitionOffset(partition, Offset.Beginning));
        while (reader.Consume(cancellationToken) is { IsPartitionEOF: false } record && record.Offset < end)
        {
            var headers = record.Message.Headers;
            if (Text(headers, HeaderNames.Stage) == Stage && Text(headers, HeaderNames.Run) == run)
            {
                found.Add((Text(headers, HeaderNames.SourceTopic), Text(headers, HeaderNames.SourceOffset)));
            }
        }

        reader.Close();
        return found;
    }

    private static string Text(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value) : "";
}
