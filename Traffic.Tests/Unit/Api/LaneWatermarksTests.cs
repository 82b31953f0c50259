using Confluent.Kafka;
using Traffic.Api.Pipeline;
using Traffic.Api.Windows;
using Traffic.Streaming.Processing;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Unit.Api;

public sealed class LaneWatermarksTests
{
    private const string Topic = "roads.detectors.raw";

    [Fact]
    public void Of_LanesThatHaveCaughtUp_IsTheGreatest() =>
        Assert.Equal("12:05", Of(lag: [0, 0], Lane(0, "12:05"), Lane(1, "09:00")));

    [Fact]
    public void Of_LaneWithRecordsToProcess_IsHeldBackByIt() =>
        Assert.Equal("09:00", Of(lag: [0, 3], Lane(0, "12:05"), Lane(1, "09:00")));

    [Fact]
    public void Of_EndedLanes_IsInfinite() => Assert.Equal("infinite", Of(lag: [0, 0], Lane(0, null, ended: true), Lane(1, null, ended: true)));

    [Fact]
    public void Of_LaneThatHasNotEnded_IsItsWatermark() => Assert.Equal("03:00", Of(lag: [0, 9], Lane(0, null, ended: true), Lane(1, "03:00")));

    [Fact]
    public void Of_LanesWithoutRecords_IsUnknown() => Assert.Equal("unknown", Of(lag: [0, 0], Lane(0, null)));

    [Fact]
    public void ByPart_LanesOfTheSharedTopic_AreAPartOfTheirOwn()
    {
        var stream = Records.Passages;
        var known = Lane(0, "12:05") with { Topic = "roads.passages.raw.Al_Barsha-Umm_Suqeim_Road" };
        var other = Lane(0, "11:00") with { Topic = stream.SharedRawTopic };
        var run = Lane(0, "10:00") with { Topic = stream.SharedRawTopic, Run = "r1" };
        var foreign = Lane(0, "23:00");
        var parts = LaneWatermarks.ByPart(View([0, 0], known, other, run, foreign), stream);
        Assert.Equal(
            [("live", "12:05"), ("live@other", "11:00"), ("r1@other", "10:00")],
            parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, Text(p.Value))));
    }

    private static string Of(long[] lag, params LaneCheckpoint[] lanes) => Text(LaneWatermarks.Of(View(lag, lanes), lanes));

    private static string Text(long? micros) => micros switch
    {
        null => "unknown",
        long.MaxValue => "infinite",
        { } value => $"{ZoneClock.ToUtc(value):HH:mm}",
    };

    private static LaneCheckpoint Lane(int partition, string? watermark, bool ended = false) => new()
    {
        Topic = Topic,
        Partition = partition,
        Run = "live",
        Next = 0,
        Watermark = watermark is null ? null : DateTimeOffset.Parse($"2026-03-01T{watermark}:00Z", null),
        Ended = ended,
    };

    private static LogView View(long[] lag, params LaneCheckpoint[] lanes) => LogView.Empty(DateTimeOffset.UnixEpoch) with
    {
        Ends = lag.Index().ToDictionary(l => new TopicPartition(Topic, l.Index), l => 100 + l.Item),
        Processed = lag.Index().ToDictionary(l => new TopicPartition(Topic, l.Index), _ => 100L),
        Lanes = lanes,
        Complete = true,
    };
}
