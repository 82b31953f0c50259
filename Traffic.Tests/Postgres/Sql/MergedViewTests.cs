using System.Buffers;
using System.Text;
using System.Text.Json;
using Traffic.Feeds;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;
using Traffic.Tests.Postgres.Sink;

namespace Traffic.Tests.Postgres.Sql;

public sealed class MergedViewTests(MigratedDatabase fixture) : IClassFixture<MigratedDatabase>, IAsyncLifetime
{
    private readonly SinkDatabase _database = fixture.Database;
    private readonly TestStore _store = new(fixture.Database);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>To the last bit: the view is a second reader of what the engine wrote.</summary>
    [Theory]
    [InlineData("passages", 1)]
    [InlineData("passages", 2)]
    [InlineData("passages", 3)]
    [InlineData("passages", 5)]
    [InlineData("detectors", 1)]
    [InlineData("detectors", 2)]
    [InlineData("detectors", 4)]
    public async Task View_Parts_EqualsTheEnginesMerge(string name, int parts)
    {
        var stream = FeedCatalogue.Default.Find("roads", name)!;
        var window = stream.Windows[0];
        var schema = new WindowSchema(stream, window);
        var random = new Random(parts);
        var whole = new Accumulator(schema);
        List<string> records = [];
        for (var part = 0; part < parts; part++)
        {
            var accumulator = Filled(schema, random, rows: random.Next(0, 400) + (part == 0 ? 1 : 0));
            whole.Merge(accumulator);
            records.Add(Record(accumulator, $"run-{part}", part == 1 ? "corrected" : "final"));
        }

        await StoreAsync($"roads.{name}.{window.Id}.windows", records);
        var columns = schema.Columns.Where(c => c.Type != WindowColumnType.Binary).ToList();
        var row = Assert.Single(await _database.RowsAsync($"select {string.Join(", ", columns.Select(c => c.Name))}, status from roads.{name}_{window.Id}"));
        for (var i = 0; i < columns.Count; i++)
        {
            var column = schema.IndexOf(columns[i].Name);
            object expected = whole.IsNull(column) ? DBNull.Value
                : columns[i].Type == WindowColumnType.Long ? (object)whole.GetLong(column) : whole.GetDouble(column);
            Assert.True(expected.Equals(row[i]), $"{columns[i].Name}: the engine says {expected}, the view {row[i]}");
        }

        Assert.Equal(parts == 1 ? "final" : "corrected", row[^1]);
    }

    [Fact]
    public async Task View_ProvisionalPart_MakesTheWindowProvisional()
    {
        var stream = FeedCatalogue.Default.Find("roads", "detectors")!;
        var empty = new Accumulator(new WindowSchema(stream, stream.Windows[0]));
        await StoreAsync("roads.detectors.1h.windows", [
            Record(empty, "a", "corrected", "[\"rule-b\",\"rule-a\"]"),
            Record(empty, "b", "provisional", "[\"rule-a\"]"),
            Record(empty, "c", "final"),
        ]);
        var row = Assert.Single(await _database.RowsAsync("select status, flags, speed_kmh_mean, observed_s from roads.detectors_1h"));
        Assert.Equal("provisional", row[0]);
        Assert.Equal<string>(["rule-a", "rule-b"], (string[])row[1]);
        Assert.Equal(DBNull.Value, row[2]);
    }

    [Theory]
    [InlineData("\\x02")]
    [InlineData("\\x0105")]
    [InlineData("\\x01058")]
    public async Task SketchQuantile_NotASketch_IsAnError(string bytes) =>
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => _database.ScalarAsync<object>($"select ops.sketch_quantile(array['{bytes}'::bytea], 0.5)"));

    [Fact]
    public async Task SketchQuantile_NoValues_IsNull() =>
        Assert.Equal(DBNull.Value, await _database.ScalarAsync<object>("select ops.sketch_quantile(array[null, ''::bytea, '\\x01'::bytea], 0.5)"));

    private async Task StoreAsync(string topic, List<string> records)
    {
        await _store.Store.ReadPositionsAsync([new(topic, 0)], TestContext.Current.CancellationToken);
        var batch = _store.NewBatch();
        for (var i = 0; i < records.Count; i++)
            Assert.Null(_store.Add(batch, topic, i, records[i]));
        Assert.True(await _store.Store.WriteAsync(batch, TestContext.Current.CancellationToken));
    }

    private static Accumulator Filled(WindowSchema schema, Random random, int rows)
    {
        var stream = schema.Stream;
        var batch = new RecordBatch(stream);
        var accumulator = new Accumulator(schema);
        for (var row = 0; row < rows; row++)
        {
            batch.AppendRow();
            var time = 1_330_560_000_000_000 + (300_000_000L * random.Next(0, 12));
            batch.Long(stream.EventTime).Set(row, time);
            foreach (var field in stream.Fields.Where(f => f.Name != stream.EventTime && (f.Required || random.Next(3) > 0)))
            {
                switch (field.Type)
                {
                    case FieldType.Long:
                        batch.Long(field.Name).Set(row, random.NextInt64((long)field.Range!.Min, (long)field.Range.Max + 1));
                        break;
                    case FieldType.Double:
                        batch.Double(field.Name).Set(row, random.Next(20) == 0 ? 0 : random.NextDouble() * (field.Range?.Max ?? 100));
                        break;
                    case FieldType.Bool:
                        batch.Bool(field.Name).Set(row, random.Next(2) == 0);
                        break;
                }
            }

            accumulator.Add(batch, row, time);
        }

        return accumulator;
    }

    private static string Record(Accumulator content, string part, string status, string flags = "[]")
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("window_start", "2012-03-01T00:00:00Z");
        writer.WriteString("window_end", "2012-03-01T01:00:00Z");
        writer.WriteString("part", part);
        content.WriteColumns(writer, readableOnly: false);
        writer.WriteString("status", status);
        writer.WriteNumber("revision", 1);
        writer.WritePropertyName("flags");
        writer.WriteRawValue(flags);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
