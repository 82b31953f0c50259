using Traffic.Feeds;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Tests.Unit.Streaming;

public sealed class WindowSchemaTests
{
    [Fact]
    public void Columns_OfPassages_AreCountAggregatesState()
    {
        Assert.Equal(
            [
                "count", "speed_kmh_n", "speed_kmh_mean", "speed_kmh_hmean", "speed_kmh_min", "speed_kmh_max",
                "speed_kmh_p15", "speed_kmh_p50", "speed_kmh_p85", "speed_kmh_p95", "speeding_n", "speeding_count",
                "speed_kmh_sum", "speed_kmh_rsum", "speed_kmh_sketch",
            ],
            Names("passages"));
    }

    [Fact]
    public void Columns_OfDetectors_AreCountAggregatesState()
    {
        Assert.Equal(
            [
                "count", "flow_n", "flow_sum", "speed_kmh_n", "speed_kmh_mean", "speed_kmh_min", "speed_kmh_max", "speed_kmh_p50",
                "occupancy_pct_n", "occupancy_pct_mean", "travel_time_s_n", "travel_time_s_mean", "observed_pct_n", "observed_pct_mean",
                "interval_s_n", "observed_s",
                "speed_kmh_sum", "speed_kmh_sketch", "occupancy_pct_sum", "travel_time_s_sum", "observed_pct_sum", "observed_s_sketch",
            ],
            Names("detectors"));
    }

    [Fact]
    public void Columns_CarryTypeUnitAndLabel()
    {
        var schema = Schema("detectors");
        Assert.Equal(new("flow_sum", WindowColumnType.Long, "sum", "flow", "vehicles", "Flow, total", true), schema.Columns[schema.IndexOf("flow_sum")]);
        Assert.Equal(new("travel_time_s_mean", WindowColumnType.Double, "mean", "travel_time_s", "s", "Travel time, mean", true),
            schema.Columns[schema.IndexOf("travel_time_s_mean")]);
        Assert.Equal(new("observed_s", WindowColumnType.Long, "covered", "interval_s", "s", "Observed", true), schema.Columns[schema.IndexOf("observed_s")]);
        Assert.Equal(WindowColumnType.Binary, schema.Columns[schema.IndexOf("speed_kmh_sketch")].Type);
        Assert.False(schema.Columns[schema.IndexOf("speed_kmh_sum")].Readable);
        Assert.Equal("Speed, p85", Schema("passages").Columns[8].Label);
    }

    [Fact]
    public void Constructor_FieldWithoutRange_NamesFieldAndFix()
    {
        var stream = FeedCatalogue.Default.Find("roads", "passages")!;
        stream = stream with { Fields = [.. stream.Fields.Select(f => f.Name == "speed_kmh" ? f with { Range = null } : f)] };
        var error = Assert.Throws<ArgumentException>(() => new WindowSchema(stream, stream.Windows[0]));
        Assert.Contains("roads.passages.speed_kmh", error.Message, StringComparison.Ordinal);
        Assert.Contains("range", error.Message, StringComparison.Ordinal);
    }

    private static WindowSchema Schema(string name)
    {
        StreamDeclaration stream = FeedCatalogue.Default.Find("roads", name)!;
        return new WindowSchema(stream, stream.Windows[0]);
    }

    private static IEnumerable<string> Names(string stream) => Schema(stream).Columns.Select(c => c.Name);
}
