using System.Buffers;
using System.Text;
using System.Text.Json;
using Traffic.Feeds;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Windows;

namespace Traffic.Tests.Unit.Streaming;

public sealed class AccumulatorTests
{
    private static readonly WindowSchema Detectors = Schema("detectors");

    [Fact]
    public void WriteColumns_Detectors_HasExactSumsAndNoColumnsWithoutValues()
    {
        var window = Filled((0, 300, 70.1), (0, 300, 80.2), (300, 600, null));
        using var json = JsonDocument.Parse(Json(window, readableOnly: false));
        var root = json.RootElement;
        Assert.Equal(3, root.GetProperty("count").GetInt64());
        Assert.Equal(2, root.GetProperty("speed_kmh_n").GetInt64());
        Assert.Equal("150.3", root.GetProperty("speed_kmh_sum").GetRawText());
        Assert.Equal(75.15, root.GetProperty("speed_kmh_mean").GetDouble());
        Assert.Equal(70.1, root.GetProperty("speed_kmh_min").GetDouble());
        Assert.Equal(80.2, root.GetProperty("speed_kmh_max").GetDouble());
        Assert.Equal(900, root.GetProperty("observed_s").GetInt64());
        Assert.Equal(0, root.GetProperty("flow_n").GetInt64());
        Assert.False(root.TryGetProperty("flow_sum", out _));
    }

    [Fact]
    public void WriteColumns_ReadableOnly_LeavesStateOut()
    {
        using var json = JsonDocument.Parse(Json(Filled((0, 300, 70)), readableOnly: true));
        Assert.True(json.RootElement.TryGetProperty("speed_kmh_p50", out _));
        Assert.False(json.RootElement.TryGetProperty("speed_kmh_sum", out _));
        Assert.False(json.RootElement.TryGetProperty("speed_kmh_sketch", out _));
    }

    [Fact]
    public void Percentile_OfEqualValues_IsThatValue()
    {
        var window = Filled((0, 300, 100), (300, 300, 100));
        Assert.Equal(100, window.GetDouble(Detectors.IndexOf("speed_kmh_p50")));
    }

    [Fact]
    public void Load_OfAnother_CopiesIt()
    {
        var window = Filled((0, 300, 70.1), (300, 60, 12.5), (600, 300, 0));
        var copy = Filled((900, 1, 1));
        copy.Load(window);
        Assert.Equal(Json(window, false), Json(copy, false));
    }

    [Fact]
    public void Merge_OfParts_IsTheWhole()
    {
        var part = Filled((0, 300, 70.1), (300, 60, 12.5));
        part.Merge(Filled((600, 300, 0.3), (0, 200, null)));
        Assert.Equal(Json(Filled((0, 300, 70.1), (300, 60, 12.5), (600, 300, 0.3), (0, 200, null)), false), Json(part, false));
    }

    [Fact]
    public void ReadState_OfWrittenState_RestoresIt()
    {
        var window = Filled((0, 300, 70.1), (300, 60, 12.5), (-600, 60, null));
        var state = new ArrayBufferWriter<byte>();
        window.WriteState(state);
        var copy = new Accumulator(Detectors);
        var bytes = state.WrittenSpan;
        copy.ReadState(ref bytes);
        Assert.True(bytes.IsEmpty);
        Assert.Equal(Json(window, false), Json(copy, false));
    }

    private static Accumulator Filled(params (long StartS, long Seconds, double? Speed)[] rows)
    {
        var batch = new RecordBatch(Detectors.Stream);
        var window = new Accumulator(Detectors);
        foreach (var (start, seconds, speed) in rows)
        {
            var row = batch.AppendRow();
            batch.Long("timestamp").Set(row, start * 1_000_000);
            batch.Long("interval_s").Set(row, seconds);
            batch.Double("speed_kmh").Set(row, speed);
            window.Add(batch, row, start * 1_000_000);
        }

        return window;
    }

    private static string Json(Accumulator window, bool readableOnly)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        window.WriteColumns(writer, readableOnly);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static WindowSchema Schema(string name)
    {
        var stream = FeedCatalogue.Default.Find("roads", name)!;
        return new WindowSchema(stream, stream.Windows[0]);
    }
}
