using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Traffic.Feeds.Sql;
using Traffic.Sink.Rows;
using Traffic.Sink.Tables;

namespace Traffic.Tests.Unit.Sink;

public sealed class DeadLetterDecoderTests
{
    private readonly DecodedRows _rows = new(new SinkTable(OpsTables.DeadLetters), new DeadLetterDecoder("roads", "passages"));

    [Fact]
    public void Decode_Headers_BecomeColumns()
    {
        Assert.Null(_rows.Add("{bad", "0-1", Headers(
            ("reason", "unparseable"), ("detail", "at 1"), ("source-topic", "roads.passages.raw.other"), ("source-partition", "2"),
            ("source-offset", "17"), ("run", "r1"), ("failed-at", "2026-03-01T00:00:00.5Z"), ("attempt", "2"), ("stage", "intake"))));
        Assert.Equal(("topic", 3, 1000L), (_rows["topic"], _rows["partition"], _rows["offset"]));
        Assert.Equal(("roads", "passages", "unparseable"), (_rows["feed"], _rows["stream"], _rows["reason"]));
        Assert.Null(_rows["field"]);
        Assert.Equal(("roads.passages.raw.other", 2, 17L), (_rows["source_topic"], _rows["source_partition"], _rows["source_offset"]));
        Assert.Equal(("r1", "intake", 2), (_rows["run"], _rows["stage"], _rows["attempt"]));
        Assert.Equal(new DateTime(2026, 3, 1, 0, 0, 0, 500, DateTimeKind.Utc), _rows["failed_at"]);
        Assert.Equal("{bad"u8.ToArray(), _rows["value"]);
        Assert.Equal("17", JsonDocument.Parse((string)_rows["headers"]!).RootElement.GetProperty("source-offset").GetString());
    }

    [Fact]
    public void Decode_NothingButBytes_IsStoredAllTheSame()
    {
        Assert.Null(_rows.AddBytes([0xff, 0x00]));
        Assert.Equal(("unknown", "live", 1), (_rows["reason"], _rows["run"], _rows["attempt"]));
        Assert.Equal(new DateTime(2012, 3, 1, 0, 0, 0, DateTimeKind.Utc), _rows["failed_at"]);
        Assert.Null(_rows["key"]);
        Assert.Equal(new byte[] { 0xff, 0x00 }, _rows["value"]);
        Assert.Equal("{}", _rows["headers"]);
    }

    [Fact]
    public void Decode_UnstorableText_IsReplaced()
    {
        Assert.Null(_rows.AddBytes(null, headers: new Headers { { "detail", [(byte)'a', 0, 0xff] }, { "source-offset", "file.csv:12"u8.ToArray() } }));
        Assert.Equal("a\uFFFD\uFFFD", _rows["detail"]);
        Assert.Null(_rows["source_offset"]);
        Assert.DoesNotContain("\\u0000", (string)_rows["headers"]!, StringComparison.Ordinal);
    }

    private static Headers Headers(params (string Name, string Value)[] headers)
    {
        var result = new Headers();
        foreach (var (name, value) in headers)
            result.Add(name, Encoding.UTF8.GetBytes(value));
        return result;
    }
}
