using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Processor.Telemetry;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Processor.Partitions;

/// <summary>Produces what a task writes to the topics of its stream, into the partition that its input came from.</summary>
internal sealed class PartitionOutput : IStreamOutput, IChangelog
{
    private static readonly byte[] Intake = "intake"u8.ToArray();
    private static readonly byte[] FirstAttempt = "1"u8.ToArray();

    private readonly StreamDeclaration _stream;
    private readonly TopicPartition _source;
    private readonly string _clean;
    private readonly string _deadLetters;
    private readonly string _changelog;
    private readonly Dictionary<string, string> _windows;
    private readonly TimeProvider _time;
    private readonly ProcessorMetrics _metrics;
    private readonly CancellationToken _cancellationToken;
    private (string Run, Headers Headers) _lastRun = ("", []);
    private (long Clean, long Windows) _counts;
    private DeliveryGroup? _group;
    private List<Headers?> _rawHeaders = [];

    public PartitionOutput(
        StreamDeclaration stream, TopicPartition source, string applicationId, TimeProvider time, ProcessorMetrics metrics, CancellationToken cancellationToken)
    {
        _stream = stream;
        _source = source;
        _clean = TopicNames.Clean(stream, applicationId);
        _deadLetters = TopicNames.DeadLetters(stream, applicationId);
        _changelog = TopicNames.Changelog(stream, applicationId);
        _windows = stream.Windows.ToDictionary(w => w.Id, w => TopicNames.Windows(stream, w.Id, applicationId), StringComparer.Ordinal);
        _time = time;
        _metrics = metrics;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Says where the next records go, and the headers of the raw records by row.</summary>
    public void Begin(DeliveryGroup group, List<Headers?> rawHeaders)
    {
        _group = group;
        _rawHeaders = rawHeaders;
    }

    /// <summary>Tells the metrics of the records read and of what was written since the last call.</summary>
    public void Report(int records)
    {
        _metrics.Processed(_stream, records, _counts.Clean, _counts.Windows);
        _counts = default;
    }

    /// <summary>Tells the metrics of a lane: its duplicates since the last call and, when it is live, how far it is behind.</summary>
    public void Report(LaneCheckpoint lane, ref long duplicatesReported)
    {
        _metrics.Duplicates(_stream, lane.Duplicates - duplicatesReported);
        duplicatesReported = lane.Duplicates;
        if (lane is { Run: "live", Watermark: { } watermark })
            _metrics.WatermarkDelay(_source.Topic, _source.Partition.Value, _time.GetUtcNow() - watermark);
    }

    public void Clean(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, string? run)
    {
        _counts.Clean++;
        Produce(_clean, _source.Partition.Value, key.ToArray(), value.ToArray(), run is null ? null : HeadersOf(run));
    }

    public void Window(string windowId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _counts.Windows++;
        Produce(_windows[windowId], _source.Partition.Value, key.ToArray(), value.ToArray(), null);
    }

    public void DeadLetter(in RawRecord record, Rejection rejection)
    {
        _metrics.DeadLetter(_stream, rejection.Reason);
        var headers = new Headers { { HeaderNames.Reason, Utf8(rejection.Reason) } };
        Add(HeaderNames.Field, rejection.Field);
        Add(HeaderNames.Detail, rejection.Detail);
        Add(HeaderNames.SourceTopic, _source.Topic);
        Add(HeaderNames.SourcePartition, Text(_source.Partition.Value));
        Add(HeaderNames.SourceOffset, Text(record.Offset));
        Add(HeaderNames.Run, record.Headers.Run);
        Add(HeaderNames.FailedAt, HeaderTime.Format(_time.GetUtcNow()));
        headers.Add(HeaderNames.Attempt, FirstAttempt);
        headers.Add(HeaderNames.Stage, Intake);
        // Id and time of the record, where it carries them outside its value: a replay of the letter needs them.
        Add(HeaderNames.EventId, record.Headers.EventId?.ToString());
        Add(HeaderNames.ReceivedAt, record.Headers.ReceivedAt < 0 ? null : HeaderTime.Format(record.Headers.ReceivedAt));
        Produce(_deadLetters, _source.Partition.Value, record.HasKey ? record.Key.ToArray() : null, record.Value.ToArray(), headers);

        void Add(string name, string? value)
        {
            if (value is not null)
                headers.Add(name, Utf8(value));
        }
    }

    public void Forward(in RawRecord record, ReadOnlySpan<byte> key)
    {
        var headers = new Headers();
        foreach (var header in _rawHeaders[record.Row] ?? [])
            headers.Add(header.Key, header.GetValueBytes());
        headers.Add(HeaderNames.RekeyedFrom, Utf8($"{_source.Topic}/{Text(_source.Partition.Value)}/{Text(record.Offset)}"));
        Produce(_source.Topic, null, key.ToArray(), record.Value.ToArray(), headers);
    }

    public void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        Produce(_changelog, _source.Partition.Value, key.ToArray(), value.IsEmpty ? null : value.ToArray(), null);

    private void Produce(string topic, int? partition, byte[]? key, byte[]? value, Headers? headers) =>
        _group!.Produce(topic, partition, key, value, headers, _cancellationToken);

    private Headers HeadersOf(string run)
    {
        if (_lastRun.Run != run)
            _lastRun = (run, new Headers { { HeaderNames.Run, Utf8(run) } });
        return _lastRun.Headers;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
