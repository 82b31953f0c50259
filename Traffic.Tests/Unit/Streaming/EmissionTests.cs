using System.Text.Json;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>When windows are told, and with which status.</summary>
public sealed class EmissionTests
{
    private readonly TestDriver _driver = new(Records.Passages);

    [Fact]
    public void NewWindow_AtTheLogEnd_IsToldAtOnceWithItsSketch()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run();
        Assert.Equal([("provisional", 1, true)], Told());
    }

    [Fact]
    public void OpenWindow_ManyChanges_IsToldEvery100MsAndWithSketchEverySecond()
    {
        for (var i = 0; i < 120; i++)
        {
            _driver.Append(Records.Passage(i, "2026-03-01T11:59:50Z")).Run();
            _driver.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(12, _driver.Windows.Count);
        Assert.Equal([1, 11], Told().Where(t => t.Sketch).Select(t => t.Revision));
        Assert.Equal([1, 11, 21, 31], _driver.Windows.Take(4).Select(w => JsonElement.Parse(w.Value).GetProperty("count").GetInt32()));
        Assert.All(Told(), t => Assert.Equal("provisional", t.Status));
    }

    [Fact]
    public void Provisional_WithoutSketch_StillHasItsPercentiles()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Advance(TimeSpan.FromMilliseconds(100));
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:50Z")).Run();
        Assert.Contains("speed_kmh_p50", _driver.Windows[1].Value, StringComparison.Ordinal);
        Assert.False(Told().Last().Sketch);
    }

    [Fact]
    public void UnchangedWindow_IsNotToldAgain()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Advance(TimeSpan.FromSeconds(5));
        Assert.Single(_driver.Windows);
    }

    [Fact]
    public void LastChange_BeforeSilence_IsToldWithin100Ms()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run();
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:51Z")).Run();
        Assert.Single(_driver.Windows);
        _driver.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, Told().Last().Revision);
    }

    [Fact]
    public void Backlog_WindowsThatOpenAndClose_AreToldOnce()
    {
        for (var minute = 0; minute < 50; minute++)
        {
            _driver.Append(Records.Passage(minute, $"2026-03-01T11:{minute:d2}:10Z"));
        }

        _driver.Run(batchSize: 7);
        Assert.Equal(50, _driver.Windows.Count);
        Assert.Equal(49, Told().Count(t => t == ("final", 1, true)));
        Assert.Equal("provisional", Told().Last().Status);
    }

    [Fact]
    public void Final_NeedsTheWatermarkNotTheClock()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z"), Records.Passage(2, "2026-03-01T12:00:04.999999Z"));
        _driver.Run(1);
        Assert.DoesNotContain(Told(), t => t.Status == "final");
        _driver.Append(Records.Passage(3, "2026-03-01T12:00:05Z")).Run();
        Assert.Single(Told(), t => t.Status == "final");
    }

    [Fact]
    public void PartitionWithLag_IsNeverIdle()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z"), Records.Passage(2, "2026-03-01T11:59:51Z"));
        _driver.Run(batchSize: 1, max: 1).Advance(TimeSpan.FromMinutes(10));
        Assert.DoesNotContain(Told(), t => t.Status == "final");
        _driver.Run();
        Assert.DoesNotContain(Told(), t => t.Status == "final");
        _driver.Advance(TimeSpan.FromSeconds(13));
        Assert.DoesNotContain(Told(), t => t.Status == "final");
        _driver.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("final", Told().Last().Status);
    }

    [Fact]
    public void RecordsOfAnyKind_EndIdleness()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:40Z")).Run();
        for (var i = 0; i < 10; i++)
        {
            _driver.Advance(TimeSpan.FromSeconds(9)).Append("broken").Run();
        }

        Assert.DoesNotContain(Told(), t => t.Status == "final");
    }

    [Fact]
    public void Idleness_NeverMakesRecordsLate()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Advance(TimeSpan.FromMinutes(30));
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:51Z")).Run();
        Assert.Empty(_driver.DeadLetters);
        Assert.Equal([1, 2, 3], Told().Select(t => t.Revision));
        Assert.Equal(["provisional", "final", "corrected"], Told().Select(t => t.Status));
    }

    [Fact]
    public void EndOfRun_ClosesItsWindowsAndFreesThem()
    {
        _driver.Append(Records.Passage(1, "2012-03-01T11:59:50Z"), new RecordHeaders("r", 0)).AppendControl(ControlKind.End, "r").Run();
        Assert.Equal(("final", 1, true), Assert.Single(Told()));
        var lane = _driver.Lane("r");
        Assert.Equal((true, 0, 0, 0), (lane.Ended, lane.OpenWindows, lane.UnfinishedWindows, lane.Sequence));
        Assert.Null(lane.Rebuild);
        Assert.Null(lane.Watermark);
    }

    private IEnumerable<(string Status, int Revision, bool Sketch)> Told() => _driver.Windows.Select(w => JsonElement.Parse(w.Value)).Select(w =>
        (w.GetProperty("status").GetString()!, w.GetProperty("revision").GetInt32(), w.TryGetProperty("speed_kmh_sketch", out _)));
}
