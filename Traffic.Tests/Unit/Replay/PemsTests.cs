using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Tests.System.Roads;

namespace Traffic.Tests.Unit.Replay;

public sealed class PemsTests : IDisposable
{
    private const string Header = "\uFEFF5 Minutes,Lane 1 Flow (Veh/5 Minutes),# Lane Points,% Observed\r\n";

    private readonly ReplayText _files = new();

    [Fact]
    public void Convert_Lines_AreReadingsOfTheFourthOfJanuary() => Assert.Equal(
        [
            """{"detector_id":"pems-lane-1","timestamp":"2016-01-04T00:00:00-08:00","interval_s":300,"flow":12,"lane_points":1,"observed_pct":100}""",
            """{"detector_id":"pems-lane-1","timestamp":"2016-01-04T13:05:00-08:00","interval_s":300,"flow":13,"lane_points":1,"observed_pct":99.5}""",
        ],
        Convert("04/01/2016 0:00,12,1,100\r\n04/01/2016 13:05,13,1,99.5\r\n").Select(r => r.Text));

    [Fact]
    public void Convert_EmptyCell_IsAnAbsentMeasure() => Assert.Equal(
        """{"detector_id":"pems-lane-1","timestamp":"2016-01-04T00:00:00-08:00","interval_s":300,"observed_pct":0}""",
        Assert.Single(Convert("04/01/2016 0:00,,,0\n")).Text);

    [Theory]
    [InlineData("04/01/2016 0:00,12,1", Reasons.Unparseable, null)]
    [InlineData("04/01/2016 0:00,12,1,100,5", Reasons.Unparseable, null)]
    [InlineData("01/13/2016 0:00,12,1,100", Reasons.WrongType, "timestamp")]
    [InlineData("2016-01-04 0:00,12,1,100", Reasons.WrongType, "timestamp")]
    [InlineData("04/01/2016 0:00,twelve,1,100", Reasons.WrongType, "flow")]
    [InlineData("04/01/2016 0:00,12,1,NaN", Reasons.WrongType, "observed_pct")]
    public void Convert_BadLine_FailsAsItIs(string line, string reason, string? field)
    {
        var rows = Convert($"04/01/2016 0:00,12,1,100\n{line}\n\n04/01/2016 0:10,12,1,100");
        Assert.Equal([null, reason, null], rows.Select(r => r.Reason));
        Assert.Equal((3, line, field), (rows[1].Line, rows[1].Text, rows[1].Field));
        Assert.Equal(5, rows[2].Line);
    }

    [Fact]
    public void Convert_HourThatComesTwice_IsTwoHours()
    {
        string[] clock = ["0:55", "1:00", "1:30", "1:55", "1:00", "1:30", "1:55", "2:00"];
        var rows = Convert(string.Join('\n', clock.Select(c => $"06/11/2016 {c},1,1,100")));
        Assert.Equal(
            ["00:55:00-07:00", "01:00:00-07:00", "01:30:00-07:00", "01:55:00-07:00", "01:00:00-08:00", "01:30:00-08:00", "01:55:00-08:00", "02:00:00-08:00"],
            rows.Select(Time));
        Assert.Equal(rows.Select(r => r.EventTime).Order(), rows.Select(r => r.EventTime));
    }

    [Fact]
    public void Convert_HourThatComesOnce_IsTheFirst() => Assert.Equal(
        ["00:55:00-07:00", "01:30:00-07:00", "02:00:00-08:00"],
        Convert("06/11/2016 0:55,1,1,1\n06/11/2016 1:30,1,1,1\n06/11/2016 2:00,1,1,1").Select(Time));

    [Fact]
    public void Convert_SkippedHour_TakesTheOffsetBefore() => Assert.Equal(
        ["01:55:00-08:00", "03:30:00-07:00", "03:35:00-07:00"],
        Convert("13/03/2016 1:55,1,1,1\n13/03/2016 2:30,1,1,1\n13/03/2016 3:35,1,1,1").Select(Time));

    [Fact]
    public void Convert_RealFile_HasTheFiguresOfTheGroundTruth()
    {
        var rows = _files.Convert(GroundTruth.File(GroundTruth.Pems));
        Assert.Equal(GroundTruth.PemsRows, rows.Count);
        var days = rows.GroupBy(r => Record(r).GetProperty("timestamp").GetString()![..10])
            .ToDictionary(d => d.Key, d => (d.Count(), d.Sum(r => Record(r).GetProperty("flow").GetInt64())));
        Assert.Equal(GroundTruth.PemsDays().OrderBy(d => d.Key), days.OrderBy(d => d.Key));
    }

    public void Dispose() => _files.Dispose();

    private List<ReplayText.Row> Convert(string lines) => _files.Convert(_files.Write("pems.csv", Header + lines));

    private static JsonElement Record(ReplayText.Row row) => JsonElement.Parse(row.Text);

    private static string Time(ReplayText.Row row) => Record(row).GetProperty("timestamp").GetString()![11..];
}
