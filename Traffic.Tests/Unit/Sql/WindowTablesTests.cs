using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Sql;

public sealed class WindowTablesTests
{
    private static readonly StreamDeclaration Detectors = FeedCatalogue.Default.Find("roads", "detectors")!;

    [Fact]
    public void Parts_Window_HasTheRecordsColumnsAndKey()
    {
        var sql = Ddl.Create(WindowTables.Parts(Detectors, Detectors.Window("1h")!));
        Assert.StartsWith("""
            create table "roads"."detectors_1h_parts" (
                "window_start" timestamp with time zone not null,
                "window_end" timestamp with time zone not null,
                "detector_id" text,
                "part" text not null,
                "count" bigint not null,
                "flow_n" bigint,
                "flow_sum" bigint,
                "speed_kmh_n" bigint,
                "speed_kmh_mean" double precision,
            """, sql, StringComparison.Ordinal);
        Assert.Contains("""
                "observed_s_sketch" bytea,
                "status" text not null,
                "revision" bigint not null,
                "flags" text[] not null,
                constraint "detectors_1h_parts_key" unique nulls not distinct ("window_start", "detector_id", "part")
            );
            """, sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_Window_MergesByKind()
    {
        var sql = new SqlCatalogue(FeedCatalogue.Default.Feeds).Views.Single(v => v.Name.Plain == "roads.detectors_1h").Sql;
        Assert.Contains("sum(\"count\")::bigint as \"count\"", sql, StringComparison.Ordinal);
        Assert.Contains("sum(\"flow_sum\")::bigint as \"flow_sum\"", sql, StringComparison.Ordinal);
        Assert.Contains("""
            sum(round("speed_kmh_sum" * 1e6)::bigint)::double precision / nullif(1e6::double precision * sum("speed_kmh_n")::double precision, 0) as "speed_kmh_mean"
            """, sql, StringComparison.Ordinal);
        Assert.DoesNotContain("as \"speed_kmh_sketch\"", sql, StringComparison.Ordinal);
        Assert.EndsWith("""
            from "roads"."detectors_1h_parts"
            group by "window_start", "detector_id";
            comment on view "roads"."detectors_1h" is 'Detector readings, windows of 1h, merged over their parts.';

            """, sql, StringComparison.Ordinal);
    }

    [Fact]
    public void ViewName_IdWithDot_BecomesUnderscore() =>
        Assert.Equal("web.requests_10s_page", WindowTables.ViewName(
            Detectors with { Feed = "web", Name = "requests" }, Detectors.Windows[0] with { Id = "10s.page" }).Plain);

    [Fact]
    public void Tables_Names_AreUniqueAndShortEnough()
    {
        const int LongestIdentifier = 63;
        var tables = new SqlCatalogue(FeedCatalogue.Default.Feeds).Tables;
        Assert.Distinct(tables.Select(t => t.Name));
        Assert.All(tables.SelectMany(t => t.Columns.Select(c => c.Name).Append($"{t.Name.Name}_entity_idx")),
            name => Assert.InRange(name.Length, 1, LongestIdentifier));
    }
}
