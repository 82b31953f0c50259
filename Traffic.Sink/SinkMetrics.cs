using System.Diagnostics.Metrics;

namespace Traffic.Sink;

/// <summary>Instruments of the meter <c>Traffic.Sink</c>.</summary>
internal sealed class SinkMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _duration;
    private readonly Gauge<long> _lag;

    public SinkMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Traffic.Sink");
        _rows = _meter.CreateCounter<long>("traffic.sink.rows", "{row}", "Rows stored, by table.");
        _refused = _meter.CreateCounter<long>("traffic.sink.refused", "{record}", "Records that could not be stored, by topic.");
        _lost = _meter.CreateCounter<long>("traffic.sink.batches.lost", "{batch}", "Batches given up because a stored position had moved.");
        _duration = _meter.CreateHistogram<double>("traffic.sink.batch.duration", "s", "Time to store a batch.");
        _lag = _meter.CreateGauge<long>("traffic.sink.lag", "{record}", "Records in the log that are not stored, by topic.");
    }

    public void Stored(string table, int rows) => _rows.Add(rows, new KeyValuePair<string, object?>("table", table));

    public void Refused(string topic) => _refused.Add(1, new KeyValuePair<string, object?>("topic", topic));

    public void Lost() => _lost.Add(1);

    public void BatchDuration(TimeSpan duration) => _duration.Record(duration.TotalSeconds);

    public void Lag(string topic, long records) => _lag.Record(records, new KeyValuePair<string, object?>("topic", topic));

    public void Dispose() => _meter.Dispose();
}
