using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Traffic.Streaming.Json;

/// <summary>Memory, kept and reused, that JSON is written into: no white space, text readable as it is (it never stands in HTML unescaped).</summary>
[SuppressMessage("Design", "CA1001", Justification = "A writer into memory holds nothing that must be released.")]
internal sealed class JsonBuffer
{
    private readonly ArrayBufferWriter<byte> _output = new(512);
    private readonly Utf8JsonWriter _writer;

    public JsonBuffer()
    {
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>What was written; valid until the next <see cref="Start"/>.</summary>
    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    /// <summary>Forgets what was written; <paramref name="prefix"/> stands before the JSON.</summary>
    public Utf8JsonWriter Start(ReadOnlySpan<byte> prefix = default)
    {
        _output.ResetWrittenCount();
        _output.Write(prefix);
        _writer.Reset();
        return _writer;
    }

    public ReadOnlySpan<byte> Finish()
    {
        _writer.Flush();
        return Written;
    }
}
