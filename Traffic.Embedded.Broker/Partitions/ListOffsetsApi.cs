using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Storage;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Partitions;

/// <summary>ListOffsets: the ends of a log, or the first offset at or after a time.</summary>
internal sealed class ListOffsetsApi(TopicStore topics)
{
    private const long Latest = -1;
    private const long Earliest = -2;
    private const long MaxTimestamp = -3;
    private const long EarliestLocal = -4;

    public ValueTask<ListOffsetsResponse?> HandleAsync(ListOffsetsRequest request, RequestContext context)
    {
        var response = new ListOffsetsResponse();
        foreach (var topicRequest in request.Topics)
        {
            var answer = new ListOffsetsResponse.ListOffsetsTopicResponse { Name = topicRequest.Name };
            var topic = topics.Find(topicRequest.Name);
            foreach (var asked in topicRequest.Partitions)
            {
                answer.Partitions.Add(Find(topic?.Partition(asked.PartitionIndex), asked));
            }

            response.Topics.Add(answer);
        }

        return new(response);
    }

    private static ListOffsetsResponse.ListOffsetsPartitionResponse Find(PartitionLog? log, ListOffsetsRequest.ListOffsetsPartition asked)
    {
        var answer = new ListOffsetsResponse.ListOffsetsPartitionResponse { PartitionIndex = asked.PartitionIndex };
        if (log is null)
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
            return answer;
        }

        try
        {
            switch (asked.Timestamp)
            {
                case Latest:
                    answer.Offset = log.EndOffset;
                    break;
                case Earliest or EarliestLocal:
                    answer.Offset = log.StartOffset;
                    break;
                case MaxTimestamp:
                    (answer.Offset, answer.Timestamp) = log.FindMaxTimestamp() ?? (-1, -1);
                    break;
                case >= 0:
                    (answer.Offset, answer.Timestamp) = log.FindByTime(asked.Timestamp) ?? (-1, -1);
                    break;
            }

            answer.LeaderEpoch = 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            answer.ErrorCode = problem is CorruptLogException ? ErrorCode.CorruptMessage : ErrorCode.KafkaStorageError;
        }

        return answer;
    }
}
