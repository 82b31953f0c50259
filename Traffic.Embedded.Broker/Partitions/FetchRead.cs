using Traffic.Embedded.Broker.Storage;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Partitions;

/// <summary>One pass over the partitions of a fetch, within its size limits.</summary>
internal sealed class FetchRead
{
    private readonly List<LogSlice> _slices = [];
    private readonly Action<FetchTarget, Exception> _onProblem;
    private int _left;

    private FetchRead(int maxBytes, Action<FetchTarget, Exception> onProblem)
    {
        _left = maxBytes;
        _onProblem = onProblem;
    }

    public FetchResponse Response { get; } = new();

    public int Bytes { get; private set; }

    /// <summary>An error or an incomplete result is answered at once.</summary>
    public bool HasError { get; private set; }

    public static FetchRead Collect(IReadOnlyList<FetchTarget> targets, int maxBytes, Action<FetchTarget, Exception> onProblem)
    {
        var read = new FetchRead(maxBytes, onProblem);
        FetchResponse.FetchableTopicResponse? topic = null;
        foreach (var target in targets)
        {
            if (topic is null || topic.Topic != target.TopicName || topic.TopicId != target.TopicId)
            {
                topic = new() { Topic = target.TopicName, TopicId = target.TopicId };
                read.Response.Responses.Add(topic);
            }

            topic.Partitions.Add(read.ReadPartition(target));
        }

        return read;
    }

    /// <summary>Lets go of what was read but won't be sent.</summary>
    public void Discard()
    {
        foreach (var slice in _slices)
        {
            slice.Dispose();
        }
    }

    private FetchResponse.PartitionData ReadPartition(FetchTarget target)
    {
        var data = new FetchResponse.PartitionData { PartitionIndex = target.Partition, HighWatermark = -1, Records = new RecordData(Memory<byte>.Empty) };
        if (target.Log is not { } log)
        {
            return Fail(data, target.Missing);
        }

        try
        {
            LogSlice? slice = null;
            var limit = Math.Min(_left, target.MaxBytes);
            data.ErrorCode = limit > 0 || Bytes == 0 ? log.Read(target.Offset, limit, atLeastOne: Bytes == 0, out slice) : ErrorCode.None;
            if (data.ErrorCode != ErrorCode.None)
            {
                return Fail(data, data.ErrorCode);
            }

            data.HighWatermark = data.LastStableOffset = log.EndOffset;
            data.LogStartOffset = log.StartOffset;
            if (slice is not null)
            {
                _slices.Add(slice);
                data.Records = new RecordData(slice);
                Bytes += slice.Length;
                _left -= slice.Length;
            }

            return data;
        }
        catch (ObjectDisposedException)
        {
            return Fail(data, ErrorCode.UnknownTopicOrPartition);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _onProblem(target, problem);
            return Fail(data, problem is CorruptLogException ? ErrorCode.CorruptMessage : ErrorCode.KafkaStorageError);
        }
    }

    private FetchResponse.PartitionData Fail(FetchResponse.PartitionData data, ErrorCode error)
    {
        HasError = true;
        data.ErrorCode = error;
        return data;
    }
}
