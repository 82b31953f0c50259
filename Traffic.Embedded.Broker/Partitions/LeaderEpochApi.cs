using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Partitions;

/// <summary>OffsetForLeaderEpoch: the only leader there is has epoch 0 and was never replaced.</summary>
internal sealed class LeaderEpochApi(TopicStore topics)
{
    public ValueTask<OffsetForLeaderEpochResponse?> HandleAsync(OffsetForLeaderEpochRequest request, RequestContext context) => new(new OffsetForLeaderEpochResponse
    {
        Topics = request.Topics.ConvertAll(asked => new OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult
        {
            Topic = asked.Topic,
            Partitions = asked.Partitions.ConvertAll(p => Find(topics.Find(asked.Topic), p)),
        }),
    });

    private static OffsetForLeaderEpochResponse.EpochEndOffset Find(Topic? topic, OffsetForLeaderEpochRequest.OffsetForLeaderPartition asked)
    {
        var answer = new OffsetForLeaderEpochResponse.EpochEndOffset { Partition = asked.Partition };
        if (topic?.Partition(asked.Partition) is not { } log)
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
        }
        else if (asked.CurrentLeaderEpoch > 0)
        {
            answer.ErrorCode = ErrorCode.UnknownLeaderEpoch;
        }
        else if (asked.LeaderEpoch == 0)
        {
            (answer.LeaderEpoch, answer.EndOffset) = (0, log.EndOffset);
        }

        return answer;
    }
}
