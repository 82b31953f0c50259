using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Traffic.Kafka;

namespace Traffic.Sink.Rows;

/// <summary>
/// Dead letters. Every one can be stored: what is said in the headers is made storable text, the bytes stay as they are.
/// </summary>
internal sealed class DeadLetterDecoder(string feed, string stream) : IRowDecoder
{
    private readonly byte[] _feed = Encoding.UTF8.GetBytes(feed);
    private readonly byte[] _stream = Encoding.UTF8.GetBytes(stream);
    private readonly ArrayBufferWriter<byte> _json = new();

    public Refusal? Decode(in SinkRecord record, RowBuffer rows)
    {
        var row = rows.Start();
        var start = row.Length;
        row.Bytes(Encoding.UTF8.GetBytes(record.Topic));
        row.Int32(record.Partition);
        row.Int64(record.Offset);
        var keyLength = row.Length - start;
        row.Bytes(_feed);
        row.Bytes(_stream);
        row.Bytes(Text(record.Header(HeaderNames.Reason), "unknown"));
        Optional(row, record.Header(HeaderNames.Field));
        Optional(row, record.Header(HeaderNames.Detail));
        Optional(row, record.Header(HeaderNames.SourceTopic));
        Number32(row, record.Header(HeaderNames.SourcePartition));
        Number64(row, record.Header(HeaderNames.SourceOffset));
        row.Bytes(Text(record.Header(HeaderNames.Run), "live"));
        row.Bytes(Text(record.Header(HeaderNames.Stage), "unknown"));
        row.Int32(Utf8Parser.TryParse(record.Header(HeaderNames.Attempt), out int attempt, out _) ? attempt : 1);
        row.Timestamp(FailedAt(record));
        if (record.HasKey)
            row.Bytes(record.Key);
        else
            row.Null();
        if (record.HasValue)
            row.Bytes(record.Value);
        else
            row.Null();
        row.Jsonb(HeadersOf(record));
        rows.End(record.Source, keyLength, keptLength: 0, deletion: false);
        return null;
    }

    private static void Optional(CopyBuffer row, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            row.Null();
        else
            row.Bytes(Text(text, ""));
    }

    private static void Number32(CopyBuffer row, ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out int number, out var read) && read == text.Length)
            row.Int32(number);
        else
            row.Null();
    }

    private static void Number64(CopyBuffer row, ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out long number, out var read) && read == text.Length)
            row.Int64(number);
        else
            row.Null();
    }

    private static byte[] Text(ReadOnlySpan<byte> text, string absent) => Encoding.UTF8.GetBytes(text.IsEmpty ? absent : Storable(text));

    /// <summary>PostgreSQL's text has neither invalid UTF-8 nor U+0000.</summary>
    private static string Storable(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).Replace('\0', '\uFFFD');

    private static long FailedAt(in SinkRecord record)
    {
        var text = Encoding.UTF8.GetString(record.Header(HeaderNames.FailedAt));
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
            ? (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : record.Timestamp;
    }

    private ReadOnlySpan<byte> HeadersOf(in SinkRecord record)
    {
        _json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_json))
        {
            writer.WriteStartObject();
            foreach (var header in record.Headers ?? [])
                writer.WriteString(header.Key.Replace('\0', '\uFFFD'), Storable(header.GetValueBytes()));
            writer.WriteEndObject();
        }

        return _json.WrittenSpan;
    }
}
