using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Traffic.Feeds;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>
/// Each case is a file of steps, <c>Golden/name.jsonl</c>, and one of what must come out, in order, <c>name.expected.jsonl</c>. The
/// first line names the stream (and zone or topic, where they are special), then a line is a record (<c>at</c> moves the clock to
/// its append time), a control record, or <c>advance_s</c>. Every record is a batch of its own.
/// </summary>
public sealed class GoldenWindowTests
{
    /// <summary>What is left out of the expected windows: derived from the rest, or state; the accumulator tests look at them.</summary>
    private static readonly string[] LeftOut = ["window_start", "window_end", "region", "road", "direction", "lane", "vehicle_type", "detector_id", "part", "flags"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Cases() =>
        new(Directory.GetFiles(Folder, "*.expected.jsonl").Select(f => Path.GetFileName(f).Replace(".expected.jsonl", "", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_GivesTheExpectedOutput(string name)
    {
        var actual = Run(Path.Combine(Folder, $"{name}.jsonl"));

        // Kept beside the test, so that a new case starts from what came out.
        File.WriteAllLines(Path.Combine(Folder, $"{name}.actual.jsonl"), actual);
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, $"{name}.expected.jsonl")), actual);
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Unit", "Streaming", "Golden");

    private static List<string> Run(string file)
    {
        var lines = File.ReadLines(file).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var names = lines[0]["stream"]!.GetValue<string>().Split('.');
        var stream = FeedCatalogue.Default.Find(names[0], names[1])!;
        stream = stream with { Zone = lines[0]["zone"]?.GetValue<string>() ?? stream.Zone };
        var driver = new TestDriver(stream, lines[0]["topic"]?.GetValue<string>(), now: lines[0]["now"]!.GetValue<string>());
        var output = new List<string>();
        foreach (var step in lines.Skip(1))
        {
            Take(step, driver);
            Drain(driver, output);
        }

        output.AddRange(driver.Task.Lanes.Select(Describe));
        return output;
    }

    private static void Take(JsonObject step, TestDriver driver)
    {
        if (step["advance_s"] is { } seconds)
        {
            driver.Advance(TimeSpan.FromSeconds(seconds.GetValue<double>()));
            return;
        }

        if (step["at"] is { } at)
        {
            var wait = DateTimeOffset.Parse(at.GetValue<string>(), CultureInfo.InvariantCulture) - driver.Time.GetUtcNow();
            driver.Advance(wait);
        }

        var headers = new RecordHeaders(
            step["run"]?.GetValue<string>(),
            step["seq"]?.GetValue<long>() ?? -1,
            step["control"]?.GetValue<string>() switch { "begin" => ControlKind.Begin, "end" => ControlKind.End, _ => ControlKind.None });
        driver.Append(step["record"]?.ToJsonString(Plain) ?? "", headers).Run();
    }

    private static void Drain(TestDriver driver, List<string> output)
    {
        output.AddRange(driver.DeadLetters.Select(d => $$"""{"dead_letter":{{d.Offset}},"reason":"{{d.Rejection.Reason}}","field":"{{d.Rejection.Field}}"}"""));
        output.AddRange(driver.Windows.Select(w => Describe(w.Key, w.Value)));
        driver.DeadLetters.Clear();
        driver.Windows.Clear();
    }

    private static string Describe(string key, string value)
    {
        var window = JsonNode.Parse(value)!.AsObject();
        foreach (var name in window.Select(p => p.Key).ToList())
        {
            var isDerived = name.EndsWith("mean", StringComparison.Ordinal) || name.Contains("_p", StringComparison.Ordinal) || name.EndsWith("_n", StringComparison.Ordinal);
            if (isDerived || name.EndsWith("rsum", StringComparison.Ordinal) || name.EndsWith("_sketch", StringComparison.Ordinal) || LeftOut.Contains(name))
            {
                window.Remove(name);
            }
        }

        return $$"""{"window":{{key}},{{window.ToJsonString(Plain)[1..]}}""";
    }

    private static string Describe(LaneCheckpoint lane) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"lane":"{{lane.Run}}","watermark":"{{lane.Watermark:yyyy-MM-ddTHH:mm:ssZ}}","records":{{lane.Records}},"accepted":{{lane.Accepted}},"duplicates":{{lane.Duplicates}},"dead_letters":{{lane.DeadLetters.Values.Sum()}},"control":{{lane.Control}},"ended":{{(lane.Ended ? "true" : "false")}},"windows":{{lane.OpenWindows}}}""");
}
