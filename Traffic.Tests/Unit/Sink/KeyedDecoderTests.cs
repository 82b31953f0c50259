using Traffic.Feeds.Sql;
using Traffic.Sink.Rows;
using Traffic.Sink.Tables;

namespace Traffic.Tests.Unit.Sink;

public sealed class KeyedDecoderTests
{
    [Fact]
    public void Decode_Window_HasItsKeyFirst()
    {
        var rows = DecodedRows.OfWindows("detectors");
        Assert.Null(rows.Add(Window("d1", 5, "provisional", "[\"a\",\"b\"]"), Key("d1")));
        var row = Assert.Single(rows.Rows);
        Assert.Equal([new DateTime(2012, 3, 1, 8, 0, 0, DateTimeKind.Utc), "d1", "live"], row[..3]);
        Assert.Equal(5L, rows["count"]);
        Assert.Equal(new byte[] { 1, 2, 3 }, rows["speed_kmh_sketch"]);
        Assert.Equal(false, rows["deleted"]);
    }

    [Fact]
    public void Decode_SameKeyTwice_KeepsTheNewest()
    {
        var rows = DecodedRows.OfWindows("detectors");
        rows.Add(Window("d1", 1, "provisional"), Key("d1"));
        rows.Add(Window("d2", 2, "provisional"), Key("d2"));
        rows.Add(Window("d1", 3, "final"), Key("d1"));
        Assert.Equal(["d2", "d1"], rows.Rows.Select(r => r[1]));
        Assert.Equal(2, rows.Buffer.Count);
        Assert.True(rows.Buffer.IsDropped(0));
        Assert.False(rows.Buffer.HasDeletions);
    }

    [Fact]
    public void Decode_NewerWithoutSketch_KeepsTheOlderSketch()
    {
        var rows = DecodedRows.OfWindows("detectors");
        rows.Add(Window("d1", 1, "provisional"), Key("d1"));
        rows.Add(Window("d2", 7, "provisional"), Key("d2"));
        rows.Add(Window("d1", 2, "provisional", sketch: null), Key("d1"));
        rows.Add(Window("d1", 3, "provisional", sketch: null), Key("d1"));
        rows.Add(Window("d2", 8, "provisional", sketch: "BAUG"), Key("d2"));
        Assert.Equal([(3L, new byte[] { 1, 2, 3 }), (8L, [4, 5, 6])], rows.Rows.Select(r => ((long)r[4]!, (byte[])r[^3]!)));
        Assert.All(rows.Rows, r => Assert.Equal(false, r[^1]));
    }

    [Fact]
    public void Decode_Tombstone_TakesThePlaceOfTheRow()
    {
        var rows = DecodedRows.OfWindows("detectors");
        rows.Add(Window("d1", 1, "final"), Key("d1"));
        Assert.Null(rows.Add(null, Key("d1")));
        Assert.Equal("d1", rows["detector_id"]);
        Assert.Equal(true, rows["deleted"]);
        Assert.True(rows.Buffer.HasDeletions);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""["2012-03-01T08:00:00Z","d1"]""")]
    [InlineData("""["2012-03-01T08:00:00Z","d1","live","more"]""")]
    public void Decode_TombstoneWithBadKey_IsRefused(string? key) => Assert.NotNull(DecodedRows.OfWindows("detectors").Add(null, key));

    [Fact]
    public void Decode_ReferenceTombstone_IsReadFromTheJoinedKey()
    {
        var rows = DecodedRows.OfMetadata();
        Assert.Null(rows.Add(null, "Al Barsha|Umm Suqeim Road"));
        Assert.Equal("Al Barsha", rows["region"]);
        Assert.Equal("Umm Suqeim Road", rows["road"]);
        Assert.NotNull(rows.Add(null, "Al Barsha"));
    }

    [Fact]
    public void Clear_RowBuffer_ForgetsKeys()
    {
        var rows = DecodedRows.OfWindows("detectors");
        rows.Add(null, Key("d1"));
        rows.Buffer.Clear();
        Assert.Equal((0, 0, false), (rows.Buffer.Count, rows.Buffer.Rows, rows.Buffer.HasDeletions));
        rows.Add(Window("d1", 1, "final"), Key("d1"));
        Assert.Equal(1L, rows["count"]);
    }

    [Fact]
    public void Pieces_DroppedRows_AreLeftOut()
    {
        var rows = new RowBuffer(new SinkTable(new SqlTable(new("a", "b"), 1, "", [new("id", SqlType.BigInt, true, "")])));
        for (var i = 0; i < 5; i++)
        {
            rows.Start().Int64(i);
            rows.End(i, 0, 0, deletion: false);
        }

        rows.Drop(2);
        const int RowLength = 2 + 4 + 8;
        Assert.Equal([2 * RowLength, 2 * RowLength], rows.Pieces(0, 5).Select(p => p.Length));
        Assert.Equal([RowLength], rows.Pieces(1, 3).Select(p => p.Length));
        Assert.Equal(4, rows.Count);
    }

    private static string Key(string detector) => $"""["2012-03-01T08:00:00Z","{detector}","live"]""";

    private static string Window(string detector, int count, string status, string flags = "[]", string? sketch = "AQID") => $$"""
        {"window_start":"2012-03-01T08:00:00Z","window_end":"2012-03-01T09:00:00Z","detector_id":"{{detector}}","part":"live","count":{{count}},
        "flow_n":0,"speed_kmh_n":1,"speed_kmh_mean":50.5,"speed_kmh_sum":50.5,"speed_kmh_sketch":{{(sketch is null ? "null" : $"\"{sketch}\"")}},"status":"{{status}}","revision":1,"flags":{{flags}}}
        """;
}
