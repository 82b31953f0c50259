using System.Text.Json;
using System.Text.Json.Nodes;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>All that the contract says is a function of the raw log alone, as text to compare.</summary>
internal static class Outcome
{
    /// <summary>Lets the partition idle until every window is told, then describes what came of the log.</summary>
    public static string Of(TestDriver driver)
    {
        // The emission watermark follows the clock: longer than any event time lies ahead of its window's end.
        driver.Tick();
        driver.Time.Advance(TimeSpan.FromHours(3));
        driver.Tick();
        Assert.All(driver.Task.Lanes, lane => Assert.Equal(0, lane.UnfinishedWindows));
        Assert.All(driver.Task.Lanes, lane => Assert.Equal(
            lane.Records, lane.Accepted + lane.DeadLetters.Values.Sum() + lane.Duplicates + lane.Forwarded + lane.Control));
        return string.Join('\n',
        [
            .. driver.Clean.Select(c => $"clean {c.Run} {c.Key} {c.Value}"),
            .. driver.DeadLetters.Select(d => $"dead letter {d.Offset} {d.Value} {d.Rejection.Reason} {d.Rejection.Field}"),
            .. driver.Forwarded.Select(f => $"forwarded {f.Offset} {f.Key}"),
            .. driver.Task.Lanes.OrderBy(l => l.Run, StringComparer.Ordinal).Select(Counters),
            Windows(driver),
        ]);
    }

    /// <summary>The last record of each window, without what emission alone decides.</summary>
    public static string Windows(TestDriver driver) =>
        string.Join('\n', driver.LastWindows().Select(w => $"window {w.Key} {Content(w.Value)}"));

    private static string Counters(LaneCheckpoint lane) =>
        $"lane {lane.Run} {lane.Records} {lane.Accepted} {lane.Duplicates} {lane.Forwarded} {lane.Control} {lane.Sequence} {lane.Ended} "
        + string.Join(',', lane.DeadLetters.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}"));

    private static string Content(JsonElement window)
    {
        var node = JsonObject.Create(window)!;
        node.Remove("status");
        node.Remove("revision");
        node.Remove("flags");
        return node.ToJsonString();
    }
}
