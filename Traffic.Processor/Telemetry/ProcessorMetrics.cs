using System.Diagnostics;
using System.Diagnostics.Metrics;
using Traffic.Streaming.Declarations;

namespace Traffic.Processor.Telemetry;

/// <summary>What the processor measures: meter and activity source <c>Traffic.Processor</c>.</summary>
internal sealed class ProcessorMetrics : IDisposable
{
    public const string Name = "Traffic.Processor";

    private readonly Meter _meter;
    private readonly Counter<long> _records;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _windows;
    private readonly Histogram<double> _commits;
    private readonly Gauge<long> _lag;
    private readonly Gauge<double> _watermarkDelay;

    public ProcessorMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _records = _meter.CreateCounter<long>("traffic.processor.records", "{record}", "Raw records processed.");
        _accepted = _meter.CreateCounter<long>("traffic.processor.accepted", "{record}", "Clean records written.");
        _deadLetters = _meter.CreateCounter<long>("traffic.processor.dead_letters", "{record}", "Dead letters written, by reason.");
        _duplicates = _meter.CreateCounter<long>("traffic.processor.duplicates", "{record}", "Records dropped as duplicates.");
        _windows = _meter.CreateCounter<long>("traffic.processor.windows", "{record}", "Window results written.");
        _commits = _meter.CreateHistogram<double>("traffic.processor.commit.duration", "s", "From the last output to the committed offsets.");
        _lag = _meter.CreateGauge<long>("traffic.processor.lag", "{record}", "Raw records not processed yet, by partition.");
        _watermarkDelay = _meter.CreateGauge<double>("traffic.processor.watermark.delay", "s", "How far the live watermark is behind the clock, by partition.");
    }

    public ActivitySource Activities { get; } = new(Name);

    public void Processed(StreamDeclaration stream, long records, long accepted, long windows)
    {
        var tag = Tag(stream);
        _records.Add(records, tag);
        _accepted.Add(accepted, tag);
        _windows.Add(windows, tag);
    }

    public void DeadLetter(StreamDeclaration stream, string reason) => _deadLetters.Add(1, Tag(stream), new("reason", reason));

    public void Duplicates(StreamDeclaration stream, long count) => _duplicates.Add(count, Tag(stream));

    public void Committed(string feed, TimeSpan duration) => _commits.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("feed", feed));

    public void Lag(string topic, int partition, long records) => _lag.Record(records, new("topic", topic), new("partition", partition));

    public void WatermarkDelay(string topic, int partition, TimeSpan delay) =>
        _watermarkDelay.Record(delay.TotalSeconds, new("topic", topic), new("partition", partition));

    public void Dispose()
    {
        _meter.Dispose();
        Activities.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(StreamDeclaration stream) => new("stream", stream.FullName);
}
