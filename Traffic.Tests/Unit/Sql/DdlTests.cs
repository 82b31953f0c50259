using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Sql;

public sealed class DdlTests
{
    private static readonly StreamDeclaration Detectors = FeedCatalogue.Default.Find("roads", "detectors")!;

    [Fact]
    public void Create_CleanTable_HasFieldsRunAndIndexes()
    {
        var sql = Ddl.Create(StreamTables.Clean(Detectors));
        Assert.StartsWith("""
            create table "roads"."detectors" (
                "detector_id" text not null,
                "timestamp" timestamp with time zone not null,
                "interval_s" bigint not null,
                "flow" bigint,
                "speed_kmh" double precision,
                "occupancy_pct" double precision,
                "travel_time_s" double precision,
                "observed_pct" double precision,
                "run" text not null
            );
            create index "detectors_timestamp_idx" on "roads"."detectors" ("timestamp");
            create index "detectors_entity_idx" on "roads"."detectors" ("detector_id", "timestamp" desc);
            comment on table "roads"."detectors" is 'Detector readings. A detector''s own aggregate of one interval: flow, speed, occupancy, travel time.';
            """, sql, StringComparison.Ordinal);
        Assert.Contains("""comment on column "roads"."detectors"."speed_kmh" is 'Mean speed. Unit: km/h.';""", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ReferenceTable_HasItsKey()
    {
        var sql = Ddl.Create(StreamTables.Reference(FeedCatalogue.Default.Find("roads")!.References[0]));
        Assert.Contains("""constraint "metadata_key" primary key ("region", "road")""", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FieldType.String, "text")]
    [InlineData(FieldType.Long, "bigint")]
    [InlineData(FieldType.Money, "bigint")]
    [InlineData(FieldType.Double, "double precision")]
    [InlineData(FieldType.Bool, "boolean")]
    [InlineData(FieldType.Timestamp, "timestamp with time zone")]
    [InlineData(FieldType.Uuid, "uuid")]
    public void Of_FieldType_IsStoredAs(FieldType type, string name) => Assert.Equal(name, SqlTypes.Of(type).Name());

    [Fact]
    public void Of_EveryFieldType_HasAType() => Assert.All(Enum.GetValues<FieldType>(), t => Assert.NotEmpty(SqlTypes.Of(t).Name()));

    [Fact]
    public void AddColumn_Optional_IsNullable()
    {
        var table = StreamTables.Clean(Detectors);
        Assert.Equal("alter table \"roads\".\"detectors\" add column \"flow\" bigint;\n", Ddl.AddColumn(table, table.Columns[3]));
    }

    [Fact]
    public void Quote_TextWithQuotes_IsEscaped()
    {
        Assert.Equal("\"a\"\"b\"", SqlText.Quote("a\"b"));
        Assert.Equal("'it''s'", SqlText.Literal("it's"));
    }
}
