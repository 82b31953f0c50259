using System.Globalization;
using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Tests.System.Roads;

namespace Traffic.Tests.Unit.Replay;

public sealed class MetrLaTests : IDisposable
{
    private readonly ReplayText _files = new();

    [Fact]
    public void Convert_Cells_AreReadingsInTheSourcesUnit()
    {
        var rows = _files.Convert(_files.Write("2012-03-01.csv", "773869,767541\r\n64.375,70.0\r\n0,1e1\r\n"));
        Assert.Equal(
            [
                """{"detector_id":"773869","timestamp":"2012-03-01T00:00:00-08:00","interval_s":300,"speed_mph":64.375}""",
                """{"detector_id":"767541","timestamp":"2012-03-01T00:00:00-08:00","interval_s":300,"speed_mph":70}""",
                """{"detector_id":"773869","timestamp":"2012-03-01T00:05:00-08:00","interval_s":300,"speed_mph":0}""",
                """{"detector_id":"767541","timestamp":"2012-03-01T00:05:00-08:00","interval_s":300,"speed_mph":10}""",
            ],
            rows.Select(r => r.Text));
        Assert.Equal([2, 2, 3, 3], rows.Select(r => r.Line));
        Assert.Equal(Micros("2012-03-01T08:05:00Z"), rows[2].EventTime);
        Assert.All(rows, r => Assert.Null(r.EventId));
    }

    [Fact]
    public void Convert_EmptyAndNaNCells_AreNoReadings() =>
        Assert.Equal(["b", "a"], _files.Convert(_files.Write("2012-03-01.csv", "1,2\n,5\n6,NaN\n")).Select(r => r.Text.Contains("\"2\"", StringComparison.Ordinal) ? "b" : "a"));

    [Theory]
    [InlineData("1.5", Reasons.Unparseable, null)]
    [InlineData("1.5,2,3", Reasons.Unparseable, null)]
    [InlineData("1.5,x", Reasons.WrongType, "speed_mph")]
    [InlineData("1.5 2,3", Reasons.WrongType, "speed_mph")]
    [InlineData("1.5,Infinity", Reasons.WrongType, "speed_mph")]
    public void Convert_BadLine_FailsAsItIsAndKeepsItsPlace(string line, string reason, string? field)
    {
        var rows = _files.Convert(_files.Write("2012-03-01.csv", $"1,2\n5,6\n{line}\n7,8\n"));
        Assert.Equal([null, null, reason, null, null], rows.Select(r => r.Reason));
        Assert.Equal((3, line, field), (rows[2].Line, rows[2].Text, rows[2].Field));
        Assert.Contains("2012-03-01T00:10:00-08:00", rows[3].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012-03-11", 24, "2012-03-11T01:55:00-08:00", "2012-03-11T03:00:00-07:00")]
    [InlineData("2012-11-04", 24, "2012-11-04T01:55:00-07:00", "2012-11-04T01:00:00-08:00")]
    public void Convert_DayOfDaylightSavingChange_GoesOnInElapsedTime(string date, int rowOfChange, string before, string after)
    {
        var rows = _files.Convert(_files.Write($"{date}.csv", "1\n" + string.Concat(Enumerable.Repeat("5\n", 288))));
        var change = date == "2012-11-04" ? rowOfChange : 24;
        Assert.Contains(before, rows[change - 1].Text, StringComparison.Ordinal);
        Assert.Contains(after, rows[change].Text, StringComparison.Ordinal);
        Assert.All(rows.Zip(rows.Skip(1)), p => Assert.Equal(300_000_000, p.Second.EventTime - p.First.EventTime));
    }

    [Fact]
    public void Convert_RealFile_HasTheFiguresOfTheGroundTruth()
    {
        var days = new Dictionary<(string, string), List<double>>();
        var rows = _files.Convert(GroundTruth.File(GroundTruth.MetrLa));
        Assert.Equal(GroundTruth.MetrLaReadings, rows.Count);
        foreach (var row in rows)
        {
            using var json = JsonDocument.Parse(row.Text);
            var record = json.RootElement;
            var key = (record.GetProperty("detector_id").GetString()!, record.GetProperty("timestamp").GetString()![..10]);
            days.TryAdd(key, []);
            days[key].Add(record.GetProperty("speed_mph").GetDouble() * GroundTruth.KilometresPerMile);
        }

        var expected = GroundTruth.MetrLaDays();
        Assert.Equal(expected.Count, days.Count);
        Assert.All(expected, d => SensorDay.AssertClose(d.Value, new SensorDay(days[d.Key].Count, days[d.Key].Average(), days[d.Key].Min(), days[d.Key].Max())));
    }

    public void Dispose() => _files.Dispose();

    private static long Micros(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() * 1000;
}
