using System.Text.Json;
using Traffic.Streaming.EventTime;
using Traffic.Streaming.Json;

namespace Traffic.Streaming.Windows;

/// <summary>Writes window results: the message key [window_start, groups…, part] and the value of the contract.</summary>
internal sealed class WindowRecordWriter
{
    private readonly JsonBuffer _key = new();
    private readonly JsonBuffer _value = new();

    /// <summary>The last key and value; valid until the next call.</summary>
    public ReadOnlySpan<byte> Key => _key.Written;

    public ReadOnlySpan<byte> Value => _value.Written;

    /// <param name="binary">Whether sketches ride along.</param>
    public void Write(WindowState window, string status, bool binary)
    {
        WriteKey(window);
        var writer = _value.Start();
        writer.WriteStartObject();
        writer.WritePropertyName("window_start"u8);
        WriteTime(writer, window.Start);
        writer.WritePropertyName("window_end"u8);
        WriteTime(writer, window.End);
        window.Plan.Groups.WriteJson(window.Group, writer, named: true);
        writer.WriteString("part"u8, window.Lane.Part);
        window.Values.WriteColumns(writer, readableOnly: false, binary);
        writer.WriteString("status"u8, status);
        writer.WriteNumber("revision"u8, window.Revision);
        writer.WriteStartArray("flags"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
        _value.Finish();
    }

    private void WriteKey(WindowState window)
    {
        var writer = _key.Start();
        writer.WriteStartArray();
        WriteTime(writer, window.Start);
        window.Plan.Groups.WriteJson(window.Group, writer, named: false);
        writer.WriteStringValue(window.Lane.Part);
        writer.WriteEndArray();
        _key.Finish();
    }

    private static void WriteTime(Utf8JsonWriter writer, long micros)
    {
        Span<byte> text = stackalloc byte[TimestampText.MaxLength];
        writer.WriteStringValue(text[..TimestampText.Format(micros, text)]);
    }
}
