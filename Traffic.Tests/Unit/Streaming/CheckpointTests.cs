using System.Text;
using System.Text.Json;
using Traffic.Streaming.Processing;
using Traffic.Streaming.References;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>What a commit to the changelog holds and what a restored task makes of it.</summary>
public sealed class CheckpointTests
{
    private readonly TestDriver _driver = new(Records.Passages);

    [Fact]
    public void Checkpoint_WritesWindowsThenLanesThenThePartition()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Checkpoint();
        Assert.Equal(
            [
                """w|roads.passages.raw.Road|0|live|1m|1772366340000000|["Downtown Dubai","Sheikh Zayed Road",0,1,"car"]""",
                "l|roads.passages.raw.Road|0|live",
                "p|roads.passages.raw.Road|0",
            ],
            Keys());
        Assert.Equal("""{"topic":"roads.passages.raw.Road","partition":0,"next":1,"read_from":0,"at":"2026-03-01T12:00:00+00:00"}""", Value(2));
        Assert.False(_driver.Task.HasUncheckpointed);
    }

    [Fact]
    public void Checkpoint_WritesOnlyWhatChanged()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z", lane: 1), Records.Passage(2, "2026-03-01T11:59:50Z", lane: 2)).Run().Checkpoint();
        _driver.Changelog.Clear();
        _driver.Append(Records.Passage(3, "2026-03-01T11:59:50Z", lane: 2)).Append("broken", new RecordHeaders("r")).Run().Checkpoint();
        Assert.Equal(["w", "l", "l", "p"], Keys().Select(k => k[..1]));
        Assert.Contains(",0,2,", Keys().First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_LaneJson_IsSnakeCaseWithCounters()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z"), "broken").Run().Checkpoint();
        var lane = JsonElement.Parse(Value(1));
        Assert.Equal((2, 1), (lane.GetProperty("records").GetInt32(), lane.GetProperty("dead_letters").GetProperty("unparseable").GetInt32()));
        Assert.Equal("2026-03-01T11:59:45+00:00", lane.GetProperty("watermark").GetString());
        Assert.Equal((1, 1), (lane.GetProperty("open_windows").GetInt32(), lane.GetProperty("unfinished_windows").GetInt32()));
    }

    [Fact]
    public void ReleasedWindow_GetsItsTombstoneOneCommitLater()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:50:10Z")).Run().Checkpoint();
        _driver.Changelog.Clear();
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:50Z")).Run().Checkpoint();
        Assert.DoesNotContain(_driver.Changelog, r => r.Value.Length == 0);
        Assert.True(_driver.Task.HasUncheckpointed);
        _driver.Changelog.Clear();
        _driver.Checkpoint();
        Assert.Equal(["w", "p"], Keys().Select(k => k[..1]));
        Assert.Empty(_driver.Changelog[0].Value);
        Assert.False(_driver.Task.HasUncheckpointed);
    }

    [Fact]
    public void Restore_ReleasedWindowWithoutTombstone_StaysReleased()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:50:10Z")).Run().Checkpoint();
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:50Z")).Run().Checkpoint().Restart();
        Assert.Equal(1, _driver.Lane().OpenWindows);
        _driver.Checkpoint();
        Assert.Contains(_driver.Changelog, r => r.Value.Length == 0);
    }

    [Fact]
    public void Restore_NothingStored_StartsAtTheBeginning()
    {
        Assert.Null(_driver.Task.CompleteRestore());
        Assert.Equal(0, _driver.Task.Next);
    }

    [Fact]
    public void Restore_CutOffFirstCommit_StartsAtTheBeginning()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Checkpoint().Restart(torn: 1);
        Assert.Empty(_driver.Task.Lanes);
        Assert.Equal(1, _driver.Run().Lane().Accepted);
    }

    [Fact]
    public void Restore_UntoldChange_IsToldAfterwards()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run();
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:51Z")).Run().Checkpoint().Restart().Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(["1/1", "2/2"], _driver.Windows.Select(w => JsonElement.Parse(w.Value)).Select(w => $"{w.GetProperty("count")}/{w.GetProperty("revision")}"));
    }

    [Fact]
    public void Restore_RecordsBeforeNext_OnlyBringBackIds()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z"), "broken").Run().Checkpoint().Restart().Run();
        Assert.Equal((1, 1, 2), (_driver.Clean.Count, _driver.DeadLetters.Count, _driver.Lane().Records));
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run();
        Assert.Equal(1, _driver.Lane().Duplicates);
    }

    [Fact]
    public void ReadFrom_FollowsTheHorizon()
    {
        for (var minute = 0; minute < 40; minute++)
        {
            _driver.Append(Records.Passage(minute, $"2026-03-01T11:{minute:d2}:10Z"));
        }

        _driver.Run().Checkpoint().Restart();
        var checkpoint = JsonSerializer.Deserialize(_driver.Changelog[^1].Value, CheckpointJson.Default.PartitionCheckpoint)!;
        Assert.Equal(40, checkpoint.Next);

        // Ten minutes of ids, cut into eighths.
        Assert.InRange(checkpoint.ReadFrom, 27, 29);
    }

    [Fact]
    public void Restore_OtherVersionOfTheDeclaration_NamesReprocess()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Checkpoint();
        var task = new PartitionTask(Records.Passages with { Version = 2 }, _driver.Topic, 0, 1, _driver.Time);
        foreach (var (key, value) in _driver.Changelog)
        {
            task.Restore(key, value);
        }

        var error = Assert.Throws<InvalidOperationException>(() => task.CompleteRestore());
        Assert.Contains("traffic reprocess roads.passages", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_WindowOfACutOffCommitThatDoesNotComeBack_IsForgotten()
    {
        _driver.Append(Records.Passage(1, "2026-03-01T11:59:50Z")).Run().Checkpoint();
        _driver.Append(Records.Passage(2, "2026-03-01T11:59:51Z", lane: 5)).Run().Checkpoint().Restart(torn: 1);

        // Read again under other reference data, the record is refused.
        var onlyFour = JsonElement.Parse("""{"lanes":4}""");
        _driver.Task.References = new ReferenceTables([new ReferenceTable("metadata", "2", [new ReferenceRow("Downtown Dubai|Sheikh Zayed Road", onlyFour)])]);
        _driver.Run().Checkpoint();
        _driver.Append("broken").Run().Checkpoint().Restart();
        Assert.Equal(1, _driver.Lane().OpenWindows);
    }

    [Fact]
    public void ChangelogReplay_RecordsThatNoCommitCovers_DoNotCount()
    {
        var replay = new ChangelogReplay();
        replay.Add("l|t|0|live"u8, Lane(100));
        replay.Add("p|t|0"u8, Partition(100));
        replay.Add("l|t|0|live"u8, Lane(150));
        replay.Add("p|t|0"u8, Partition(120));
        Assert.Equal(Lane(100), replay.Current["l|t|0|live"]);
        Assert.Equal(["l|t|0|live"], replay.Pending);
        replay.Add("p|t|0"u8, Partition(150));
        Assert.Equal(Lane(150), replay.Current["l|t|0|live"]);
        Assert.Empty(replay.Pending);
    }

    private static byte[] Lane(long next) =>
        JsonSerializer.SerializeToUtf8Bytes(new LaneCheckpoint { Topic = "t", Partition = 0, Run = "live", Next = next }, CheckpointJson.Default.LaneCheckpoint);

    private static byte[] Partition(long next) =>
        JsonSerializer.SerializeToUtf8Bytes(new PartitionCheckpoint("t", 0, next, next, default), CheckpointJson.Default.PartitionCheckpoint);

    private IEnumerable<string> Keys() => _driver.Changelog.Select(r => Encoding.UTF8.GetString(r.Key));

    private string Value(int index) => Encoding.UTF8.GetString(_driver.Changelog[index].Value);
}
