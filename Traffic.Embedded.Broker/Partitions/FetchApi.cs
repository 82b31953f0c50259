using Traffic.Embedded.Broker.Network;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Partitions;

/// <summary>Fetch: answers at once with what there is, or waits for the asked minimum until the asked time.</summary>
internal sealed partial class FetchApi(TopicStore topics, TimeProvider time, ILogger<FetchApi> log)
{
    private const int FirstVersionByTopicId = 13;

    /// <summary>Most record bytes of one response, whatever the client asks for; Kafka's default of fetch.max.bytes.</summary>
    private const int MaxResponseBytes = 55 * 1024 * 1024;

    public async ValueTask<FetchResponse?> HandleAsync(FetchRequest request, RequestContext context)
    {
        if (request.SessionId != 0)
        {
            // No sessions are kept (a client is told session 0), so none can be gone on with.
            return new FetchResponse { ErrorCode = ErrorCode.FetchSessionIdNotFound };
        }

        var targets = Targets(request, context.Version);
        var read = Collect(targets, request);
        if (read.Bytes >= request.MinBytes || read.HasError || request.MaxWaitMs <= 0 || targets.Count == 0)
        {
            return read.Response;
        }

        read.Discard();
        return await WaitAsync(targets, request, context);
    }

    private async Task<FetchResponse> WaitAsync(List<FetchTarget> targets, FetchRequest request, RequestContext context)
    {
        using var waiter = new FetchWaiter(time, TimeSpan.FromMilliseconds(request.MaxWaitMs), context.Stopping);
        foreach (var target in targets)
        {
            target.Log!.Waiters.Add(waiter);
        }

        try
        {
            while (true)
            {
                waiter.Arm();
                var read = Collect(targets, request);
                if (read.Bytes >= request.MinBytes || read.HasError || waiter.IsExpired)
                {
                    return read.Response;
                }

                read.Discard();
                await waiter.WaitAsync();
            }
        }
        finally
        {
            foreach (var target in targets)
            {
                target.Log!.Waiters.Remove(waiter);
            }
        }
    }

    private FetchRead Collect(List<FetchTarget> targets, FetchRequest request) =>
        FetchRead.Collect(targets, Math.Clamp(request.MaxBytes, 0, MaxResponseBytes), (target, problem) =>
        {
            // A client asks again and again; the log hears of it once.
            if (target.Log!.LastProblem != problem.Message)
            {
                target.Log.LastProblem = problem.Message;
                LogUnreadable(target.TopicName, target.Partition, target.Offset, problem.Message);
            }
        });

    private List<FetchTarget> Targets(FetchRequest request, short version)
    {
        var byId = version >= FirstVersionByTopicId;
        var missing = byId ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition;
        var targets = new List<FetchTarget>();
        foreach (var topicRequest in request.Topics)
        {
            var topic = byId ? topics.Find(topicRequest.TopicId) : topics.Find(topicRequest.Topic);
            foreach (var partition in topicRequest.Partitions)
            {
                var log = topic?.Partition(partition.Partition);
                targets.Add(new FetchTarget(topicRequest.Topic, topicRequest.TopicId, partition.Partition, partition.FetchOffset, partition.PartitionMaxBytes, log,
                    topic is null ? missing : ErrorCode.UnknownTopicOrPartition));
            }
        }

        return targets;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Topic}-{Partition}: offset {Offset} can't be read: {Problem}")]
    private partial void LogUnreadable(string topic, int partition, long offset, string problem);
}
