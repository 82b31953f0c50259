using System.Globalization;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Replay;

public sealed class NdjsonTests : IDisposable
{
    private const string Id = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private readonly ReplayText _files = new();

    [Fact]
    public void Convert_Lines_AreTheRecordsAsTheyAre()
    {
        string[] lines = [$$"""{ "id": "{{Id}}", "timestamp":"2026-11-21T15:04:05","lane":1,"more":{"timestamp":"x"} }""", $$"""{"timestamp":"2026-11-21T15:04:05.25+01:00","id":"{{Id}}","lane":"x"}"""];
        var rows = Passages(string.Join("\r\n\r\n", lines));
        Assert.Equal(lines, rows.Select(r => r.Text));
        Assert.Equal([1, 3], rows.Select(r => r.Line));
        // Without a zone it is Dubai's.
        Assert.Equal([Micros("2026-11-21T11:04:05Z"), Micros("2026-11-21T14:04:05.250Z")], rows.Select(r => r.EventTime));
        Assert.All(rows, r => Assert.Null(r.EventId));
    }

    [Fact]
    public void Convert_RecordsWithoutId_GetOneOfContentAndLine()
    {
        const string Text = "{\"timestamp\":\"2026-11-21T15:04:05\",\"id\":null}\n{\"timestamp\":\"2026-11-21T15:04:05\"}\n";
        var ids = Passages(Text).Select(r => r.EventId).ToList();
        Assert.All(ids, id => Assert.Equal(5, id!.Value.Version));
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids, Passages(Text).Select(r => r.EventId));
    }

    [Fact]
    public void Convert_Detectors_NeedNoId() =>
        Assert.Null(Assert.Single(_files.Convert(_files.Write("x", """{"detector_id":"d","timestamp":"2026-11-21T15:04:05Z","flow":1}"""))).EventId);

    [Theory]
    [InlineData("hello", Reasons.Unparseable, null)]
    [InlineData("[1]", Reasons.Unparseable, null)]
    [InlineData("{\"timestamp\":\"2026-11-21T15:04:05\"", Reasons.Unparseable, null)]
    [InlineData("{\"timestamp\":\"2026-11-21T15:04:05\"} x", Reasons.Unparseable, null)]
    [InlineData("{\"lane\":1}", Reasons.MissingField, "timestamp")]
    [InlineData("{\"timestamp\":null}", Reasons.MissingField, "timestamp")]
    [InlineData("{\"timestamp\":\"yesterday\"}", Reasons.WrongType, "timestamp")]
    [InlineData("{\"timestamp\":5}", Reasons.WrongType, "timestamp")]
    public void Convert_LineWithoutPlaceInTime_FailsAsItIs(string line, string reason, string? field)
    {
        var rows = Passages("{\"timestamp\":\"2026-11-21T15:04:05\"}\n" + line);
        Assert.Null(rows[0].Reason);
        Assert.Equal((2, line, reason, field), (rows[1].Line, rows[1].Text, rows[1].Reason, rows[1].Reason == Reasons.Unparseable ? null : rows[1].Field));
    }

    [Fact]
    public void Convert_RecordTooLargeForKafka_Fails()
    {
        var line = $$"""{"timestamp":"2026-11-21T15:04:05","x":"{{new string('x', 1_000_000)}}"}""";
        Assert.Equal(Reasons.TooLarge, Assert.Single(Passages(line)).Reason);
    }

    public void Dispose() => _files.Dispose();

    private List<ReplayText.Row> Passages(string text) => _files.Convert(_files.Write("x.ndjson", text), "ndjson", ("stream", "passages"));

    private static long Micros(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() * 1000;
}
