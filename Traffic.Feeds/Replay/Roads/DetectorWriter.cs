using System.Buffers;
using System.Text.Json;

namespace Traffic.Feeds.Replay.Roads;

/// <summary>Writes readings of detectors as raw records of <c>roads.detectors</c>, into one buffer.</summary>
internal sealed class DetectorWriter(int intervalSeconds)
{
    private static readonly JsonEncodedText Detector = JsonEncodedText.Encode("detector_id");
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Interval = JsonEncodedText.Encode("interval_s");

    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>The record; valid until the next one is written.</summary>
    public ReadOnlyMemory<byte> Write(JsonEncodedText detector, ReadOnlySpan<byte> timestamp, params ReadOnlySpan<(JsonEncodedText Name, double Value)> measures)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteString(Detector, detector);
        json.WriteString(Timestamp, timestamp);
        json.WriteNumber(Interval, intervalSeconds);
        foreach (var (name, value) in measures)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenMemory;
    }
}
