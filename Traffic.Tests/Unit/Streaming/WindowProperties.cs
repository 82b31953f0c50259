using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Traffic.Streaming.Processing;
using Traffic.Streaming.Windows;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>What windows hold, against a plain recomputation from the clean records, and how they merge.</summary>
public sealed class WindowProperties
{
    private static readonly WindowSchema Schema = new(Records.Passages, Records.Passages.Windows[0]);

    /// <summary>Second, jitter of arrival in ms (within the bound of 5 s), lane, speed in 1/100 km/h.</summary>
    private static readonly Arbitrary<(int Second, int Delay, int Lane, int Speed)[]> Passages = Arb.From(Gen.ArrayOf(
        from second in Gen.Choose(0, 300)
        from delay in Gen.Choose(0, 4999)
        from lane in Gen.Choose(1, 3)
        from speed in Gen.Frequency((1, Gen.Choose(0, 30_000)), (1, Gen.Choose(7_900, 8_100)))
        select (second, delay, lane, speed), 60));

    [Fact]
    public void ArrivalOrderWithinTheBound_DoesNotMatter() =>
        Prop.ForAll(Passages, passages =>
        {
            var inOrder = Windows(passages.Index().OrderBy(p => p.Item.Second));
            var disordered = Windows(passages.Index().OrderBy(p => (p.Item.Second * 1000) + p.Item.Delay));
            Assert.Equal(inOrder, disordered);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Windows_HoldWhatTheCleanRecordsSay() =>
        Prop.ForAll(Passages, passages =>
        {
            var driver = Run(passages.Index().OrderBy(p => p.Item.Second));
            var groups = driver.Clean.Select(c => JsonElement.Parse(c.Value)).GroupBy(Key).ToDictionary(g => g.Key, g => g.ToList());
            var windows = driver.LastWindows();
            Assert.Equal(groups.Count, windows.Count);
            Assert.All(windows.Values, window => AssertHolds(window, groups[Key(window)]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SplitAnywhere_IsTheWhole() =>
        Prop.ForAll(Passages, Gen.ArrayOf(Gen.Choose(0, 2), 60).ToArbitrary(), (passages, parts) =>
        {
            var whole = Merged(Run(passages.Index()), Seconds);
            var split = Driver();
            foreach (var (i, passage) in passages.Index())
            {
                split.Append(Record(i, passage), parts[i] == 0 ? TestDriver.Live : new RecordHeaders(Run: $"run-{parts[i]}"));
            }

            Settle(split.Run());
            Assert.Equal(whole, Merged(split, Seconds));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SumOverLanes_IsTheRoad() =>
        Prop.ForAll(Passages, passages =>
        {
            var ordered = passages.Index().OrderBy(p => p.Item.Second).ToList();
            var byLane = Merged(Run(ordered), Seconds);
            var oneLane = Merged(Run(ordered.Select(p => (p.Index, p.Item with { Lane = 1 }))), Seconds);
            Assert.Equal(oneLane, byLane);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merge_IsAssociativeAndCommutative() =>
        Prop.ForAll(Passages, Passages, Passages, (a, b, c) =>
        {
            Assert.Equal(Json(Of(a), Of(b), Of(c)), Json(Of(c), Of(a), Of(b)));
            var right = Of(b);
            right.Merge(Of(c));
            Assert.Equal(Json(Of(a), Of(b), Of(c)), Json(Of(a), right));
        }).QuickCheckThrowOnFailure();

    private static string Seconds(JsonElement window) => window.GetProperty("window_start").GetString()!;

    /// <summary>Windows of any number of lanes and groups, read back from their records and merged by a key.</summary>
    private static string Merged(TestDriver driver, Func<JsonElement, string> key) =>
        string.Join('\n', driver.LastWindows().Values.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} {Json([.. g.Select(w => Loaded(w))])}"));

    private static Accumulator Loaded(JsonElement window)
    {
        var accumulator = new Accumulator(Schema);
        accumulator.Load(new JsonWindowRow(Schema, window));
        return accumulator;
    }

    private static Accumulator Of((int Second, int Delay, int Lane, int Speed)[] passages)
    {
        var total = new Accumulator(Schema);
        foreach (var window in Run(passages.Index().OrderBy(p => p.Item.Second)).LastWindows().Values)
        {
            total.Merge(Loaded(window));
        }

        return total;
    }

    private static string Json(params Accumulator[] parts)
    {
        var total = new Accumulator(Schema);
        foreach (var part in parts)
        {
            total.Merge(part);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            total.WriteColumns(writer, readableOnly: false);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Windows(IEnumerable<(int Index, (int Second, int Delay, int Lane, int Speed) Item)> passages) => Outcome.Windows(Run(passages));

    private static TestDriver Run(IEnumerable<(int Index, (int Second, int Delay, int Lane, int Speed) Item)> passages)
    {
        var driver = Driver();
        foreach (var (i, passage) in passages)
        {
            driver.Append(Record(i, passage));
        }

        Settle(driver.Run());
        Assert.Empty(driver.DeadLetters);
        return driver;
    }

    /// <summary>No record is late: these properties are about windows.</summary>
    private static TestDriver Driver() => new(Records.Passages with { Lateness = TimeSpan.FromMinutes(5) }, now: "2026-03-02T00:00:00Z");

    private static void Settle(TestDriver driver)
    {
        driver.Time.Advance(TimeSpan.FromHours(1));
        driver.Tick();
    }

    private static string Record(int id, (int Second, int Delay, int Lane, int Speed) passage) => Records.Passage(
        id, Step.Start.AddSeconds(passage.Second).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "Z", passage.Speed / 100.0, passage.Lane);

    private static (string, long) Key(JsonElement element)
    {
        var time = (element.TryGetProperty("window_start", out var start) ? start : element.GetProperty("timestamp")).GetString()!;
        return (time[..16], element.GetProperty("lane").GetInt64());
    }

    private static void AssertHolds(JsonElement window, List<JsonElement> records)
    {
        var speeds = records.Select(r => r.GetProperty("speed_kmh").GetDecimal()).Order().ToList();
        Assert.Equal(speeds.Count, window.GetProperty("count").GetInt32());
        Assert.Equal(speeds.Sum(), window.GetProperty("speed_kmh_sum").GetDecimal());
        Assert.Equal(speeds[0], window.GetProperty("speed_kmh_min").GetDecimal());
        Assert.Equal(speeds[^1], window.GetProperty("speed_kmh_max").GetDecimal());
        Assert.Equal((double)speeds.Average(), window.GetProperty("speed_kmh_mean").GetDouble(), 1e-9);
        Assert.Equal((double)(speeds.Count / speeds.Sum(s => 1 / Math.Max(s, 1))), window.GetProperty("speed_kmh_hmean").GetDouble(), 1e-6);
        Assert.Equal(records.Count(r => r.GetProperty("speeding").GetBoolean()), window.GetProperty("speeding_count").GetInt32());
        foreach (var percent in new[] { 15, 50, 85, 95 })
        {
            var exact = (double)speeds[percent * (speeds.Count - 1) / 100];
            Assert.Equal(exact, window.GetProperty($"speed_kmh_p{percent}").GetDouble(), exact * 0.010001);
        }
    }
}
