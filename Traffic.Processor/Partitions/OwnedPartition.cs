using System.Runtime.InteropServices;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Processor.Partitions;

/// <summary>A raw partition that this worker owns: the engine's task, the records polled for it, and where its results go.</summary>
internal sealed class OwnedPartition(StreamDeclaration stream, TopicPartition source, PartitionTask task, PartitionOutput output)
{
    private readonly RawBatch _batch = new();
    private readonly List<Headers?> _headers = [];
    private readonly RunNames _runs = new();
    private readonly Dictionary<string, long> _duplicates = new(StringComparer.Ordinal);
    private bool _atLogEnd;

    public StreamDeclaration Stream => stream;

    public TopicPartition Source => source;

    public PartitionTask Task => task;

    public int Pending => _batch.Count;

    public long FirstPending => _batch.OffsetOf(0);

    /// <summary>The task failed on its input. What it did since its last checkpoint is void; it takes no more records.</summary>
    public bool Stopped { get; set; }

    public void Add(ConsumeResult<ReusedBytes, ReusedBytes> record)
    {
        var message = record.Message;
        _atLogEnd = false;
        _headers.Add(message.Headers);
        _batch.Add(
            record.Offset.Value,
            message.Timestamp.UnixTimestampMs * 1000,
            message.Key.Span,
            !message.Key.IsNull,
            message.Value.Span,
            RawHeaders.Read(message.Headers, _runs));
    }

    public void ReachedLogEnd() => _atLogEnd = true;

    /// <summary>Hands the polled records to the engine.</summary>
    public void Process(DeliveryGroup outputs)
    {
        output.Begin(outputs, _headers);
        task.Process(_batch, output);
        output.Report(_batch.Count);
        _batch.Clear();
        _headers.Clear();
    }

    public void Tick(DeliveryGroup outputs)
    {
        output.Begin(outputs, _headers);
        task.Tick(_atLogEnd, output);
        output.Report(records: 0);
    }

    /// <summary>Tells the metrics of a lane: its duplicates since the last call and, when it is live, how far it is behind.</summary>
    public void Report(LaneCheckpoint lane) => output.Report(lane, ref CollectionsMarshal.GetValueRefOrAddDefault(_duplicates, lane.Run, out _));

    /// <summary>What the restored state counted was reported when it happened.</summary>
    public void Restored()
    {
        foreach (var lane in task.Lanes)
            _duplicates[lane.Run] = lane.Duplicates;
    }

    public void Checkpoint(DeliveryGroup changelog)
    {
        output.Begin(changelog, _headers);
        task.Checkpoint(output);
    }
}
