using System.Text;
using Confluent.Kafka;

namespace Traffic.Tests.Unit.Sink;

public sealed class CleanDecoderTests
{
    private const string Passage = """
        {"id":"1027c4d1-c386-bbc4-cd61-3e30d8f16adf","region":"Downtown Dubai","road":"Sheikh Zayed Road","direction":0,"timestamp":"2012-03-01T00:00:00.25Z","vehicle_type":"car","lane":2,"speed_kmh":61.5,"limit_kmh":100,"speeding":false}
        """;

    [Fact]
    public void Decode_CleanRecord_HasAllValuesAndIsLive()
    {
        var rows = DecodedRows.OfClean("passages");
        Assert.Null(rows.Add(Passage));
        Assert.Equal(
            [
                Guid.Parse("1027c4d1-c386-bbc4-cd61-3e30d8f16adf"), "Downtown Dubai", "Sheikh Zayed Road", 0L,
                new DateTime(2012, 3, 1, 0, 0, 0, 250, DateTimeKind.Utc), "car", 2L, 61.5, 100.0, false, "live",
            ], Assert.Single(rows.Rows));
    }

    [Fact]
    public void Decode_AbsentAndNull_AreNull()
    {
        var rows = DecodedRows.OfClean("detectors");
        Assert.Null(rows.Add("""{"detector_id":"d","timestamp":"2012-03-01T00:00:00Z","interval_s":300,"flow":null}"""));
        Assert.Null(rows["flow"]);
        Assert.Null(rows["speed_kmh"]);
    }

    [Fact]
    public void Decode_OtherOrder_FindsTheColumns()
    {
        var rows = DecodedRows.OfClean("detectors");
        Assert.Null(rows.Add("""{"flow":7,"interval_s":300,"timestamp":"2012-03-01T00:00:00Z","detector_id":"d"}"""));
        Assert.Equal("d", rows["detector_id"]);
        Assert.Equal(7L, rows["flow"]);
    }

    [Fact]
    public void Decode_RunHeader_IsTheRun()
    {
        var rows = DecodedRows.OfClean("passages");
        Assert.Null(rows.Add(Passage, headers: new Headers { { "run", "replay-1"u8.ToArray() } }));
        Assert.Equal("replay-1", rows["run"]);
    }

    [Fact]
    public void Decode_EscapedText_IsUnescaped()
    {
        var rows = DecodedRows.OfClean("detectors");
        Assert.Null(rows.Add("""{"detector_id":"a\"\u00e9\ud83d\ude97","timestamp":"2012-03-01T00:00:00Z","interval_s":300}"""));
        Assert.Equal("a\"é🚗", rows["detector_id"]);
    }

    [Theory]
    [InlineData("""{"detector_id":"d","timestamp":"2012-03-01T00:00:00Z","interval_s":300,"colour":1}""", "colour", "no such column")]
    [InlineData("""{"detector_id":"d","timestamp":"2012-03-01T00:00:00Z"}""", "interval_s", "missing")]
    [InlineData("""{"detector_id":"d","timestamp":"yesterday","interval_s":300}""", "timestamp", "yesterday is not a timestamp")]
    [InlineData("""{"detector_id":"d","timestamp":"2012-03-01T00:00:00Z","interval_s":1.5}""", "interval_s", "1.5 is not a bigint")]
    [InlineData("""{"detector_id":{},"timestamp":"2012-03-01T00:00:00Z","interval_s":300}""", "detector_id", "an object is not a text")]
    [InlineData("""{"detector_id":"a\u0000","timestamp":"2012-03-01T00:00:00Z","interval_s":300}""", "detector_id", "U+0000")]
    [InlineData("""{"detector_id":"a\ud800","timestamp":"2012-03-01T00:00:00Z","interval_s":300}""", "detector_id", "")]
    [InlineData("""["d"]""", null, "not a JSON object")]
    [InlineData("""{"detector_id":"d",""", null, "")]
    [InlineData("", null, "")]
    public void Decode_Unstorable_IsRefusedWithoutARow(string value, string? field, string detail)
    {
        var rows = DecodedRows.OfClean("detectors");
        var refusal = rows.Add(value);
        Assert.NotNull(refusal);
        Assert.Equal(field, refusal.Field);
        Assert.Contains(detail, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(0, rows.Buffer.Count);

        Assert.Null(rows.Add("""{"detector_id":"d","timestamp":"2012-03-01T00:00:00Z","interval_s":300}"""));
        Assert.Equal("d", rows["detector_id"]);
    }

    [Fact]
    public void Decode_InvalidUtf8_IsRefused()
    {
        var rows = DecodedRows.OfClean("detectors");
        var value = Encoding.UTF8.GetBytes("""{"detector_id":"?","timestamp":"2012-03-01T00:00:00Z","interval_s":300}""");
        value[Array.IndexOf(value, (byte)'?')] = 0xff;
        Assert.Equal("detector_id", rows.AddBytes(value)?.Field);
    }
}
