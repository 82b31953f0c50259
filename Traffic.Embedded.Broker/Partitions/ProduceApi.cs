using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Storage;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Partitions;

/// <summary>Produce: batches into logs. With one node, acks 1 and all are the same.</summary>
internal sealed partial class ProduceApi(TopicStore topics, TimeProvider time, ILogger<ProduceApi> log)
{
    private const short NoAcks = 0;
    private const int FirstVersionByTopicId = 13;

    public ValueTask<ProduceResponse?> HandleAsync(ProduceRequest request, RequestContext context)
    {
        var response = new ProduceResponse();
        var badAcks = request.Acks is < -1 or > 1;
        foreach (var topicData in request.TopicData)
        {
            var byId = context.Version >= FirstVersionByTopicId;
            var topic = byId ? topics.Find(topicData.TopicId) : topics.Find(topicData.Name);
            var missing = byId ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
            var answer = new ProduceResponse.TopicProduceResponse { Name = topicData.Name, TopicId = topicData.TopicId };
            foreach (var data in topicData.PartitionData)
            {
                var result = badAcks ? AppendResult.Failed(ErrorCode.InvalidRequiredAcks, $"acks is {request.Acks}")
                    : topic is null ? AppendResult.Failed(missing, "no such topic")
                    : Append(topic, data, request.TransactionalId);
                answer.PartitionResponses.Add(new()
                {
                    Index = data.Index,
                    ErrorCode = result.Error,
                    BaseOffset = result.BaseOffset,
                    LogAppendTimeMs = result.AppendTime,
                    LogStartOffset = result.LogStartOffset,
                    ErrorMessage = result.Message,
                });
            }

            response.Responses.Add(answer);
        }

        return new(request.Acks == NoAcks ? null : response);
    }

    private AppendResult Append(Topic topic, ProduceRequest.PartitionProduceData data, string? transactionalId)
    {
        if (topic.IsInternal)
        {
            return AppendResult.Failed(ErrorCode.InvalidTopic, $"{topic.Name} is written by the broker only");
        }

        if (topic.Partition(data.Index) is not { } partition)
        {
            return AppendResult.Failed(ErrorCode.UnknownTopicOrPartition, $"{topic.Name} has {topic.Partitions.Count} partitions");
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var bytes = data.Records.Bytes.Span;
        var error = BatchValidator.Check(bytes, partition.Config, now, out var message);
        if (error != ErrorCode.None)
        {
            LogRefused(topic.Name, data.Index, error, message);
            return AppendResult.Failed(error, message!);
        }

        if (transactionalId is not null || new RecordBatch(bytes).IsTransactional)
        {
            return AppendResult.Failed(ErrorCode.InvalidTransactionState, "transactions are not available");
        }

        try
        {
            var result = partition.Append(bytes, now);
            if (result.Error != ErrorCode.None)
            {
                LogRefused(topic.Name, data.Index, result.Error, result.Message);
            }

            return result;
        }
        catch (ObjectDisposedException)
        {
            return AppendResult.Failed(ErrorCode.UnknownTopicOrPartition, "the topic is being deleted");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogStorage(topic.Name, data.Index, problem.Message);
            return AppendResult.Failed(ErrorCode.KafkaStorageError, problem.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Topic}-{Partition}: batch refused with {Error}: {Problem}")]
    private partial void LogRefused(string topic, int partition, ErrorCode error, string? problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Topic}-{Partition}: can't be written: {Problem}")]
    private partial void LogStorage(string topic, int partition, string problem);
}
