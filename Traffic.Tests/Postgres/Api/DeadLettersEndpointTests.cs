using System.Text.Json;
using Npgsql;

namespace Traffic.Tests.Postgres.Api;

[Collection<RoadsCollection>]
public sealed class DeadLettersEndpointTests(RoadsData data) : IAsyncLifetime
{
    private const int Letters = 25;

    /// <summary>Letter i failed in second i / 2, so that two at a time share their instant; every fifth is of detectors.</summary>
    public async ValueTask InitializeAsync()
    {
        await data.Database.ExecuteAsync("truncate ops.dead_letters");
        for (var i = 0; i < Letters; i++)
        {
            await using var command = data.Database.Source.CreateCommand(
                """
                insert into ops.dead_letters (topic, partition, "offset", feed, stream, reason, field, detail, source_topic, source_partition, source_offset,
                    run, stage, attempt, failed_at, key, value, headers)
                values ($1, $2, $3, 'roads', $4, $5, 'speed_kmh', '999 is above 300', 'roads.passages.raw.other', 2, 77,
                    $6, 'intake', 1, $7, 'k'::bytea, $8, '{"reason":"late","run":"r1"}')
                """);
            var stream = i % 5 == 0 ? "detectors" : "passages";
            object[] values =
            [
                $"roads.{stream}.dlq", i % 4, (long)i, stream, i % 2 == 0 ? "late" : "out-of-range", i % 3 == 0 ? "r1" : "live",
                new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddSeconds(i / 2), i == 7 ? new byte[] { 0xFF, 0x00, 0xFE } : "{\"speed_kmh\":999}"u8.ToArray(),
            ];
            command.Parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v }).ToArray());
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task List_IsNewestFirstAndPagesGiveEachOnce()
    {
        var whole = (await data.Api.ItemsAsync("/dead-letters?limit=1000")).Select(Id).ToList();
        Assert.Equal(Letters, whole.Distinct().Count());
        List<string> paged = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await data.Api.GetAsync($"/dead-letters?limit=4{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            cursor = page.GetProperty("cursor").GetString();
        }

        Assert.Equal(whole, paged);
        var times = (await data.Api.ItemsAsync("/dead-letters")).Select(i => i.GetProperty("failed_at").GetDateTime()).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("stream=detectors", 5)]
    [InlineData("feed=roads", Letters)]
    [InlineData("feed=web", 0)]
    [InlineData("reason=late", 13)]
    [InlineData("reason=late,out-of-range", Letters)]
    [InlineData("reason=late&stream=passages", 10)]
    [InlineData("run=r1", 9)]
    [InlineData("stage=replay", 0)]
    [InlineData("field=lane", 0)]
    [InlineData("from=2026-03-01T12:00:10Z", 5)]
    [InlineData("from=2026-03-01T12:00:01Z&to=2026-03-01T12:00:03Z", 4)]
    public async Task List_Filtered_HasOnlyWhatPasses(string query, int count)
    {
        Assert.Equal(count, (await data.Api.ItemsAsync($"/dead-letters?limit=1000&{query}")).Length);
        Assert.Equal(count, (await data.Api.ItemsAsync($"/dead-letters/summary?{query}")).Sum(i => i.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task Summary_CountsByStreamAndReason()
    {
        var items = await data.Api.ItemsAsync("/dead-letters/summary");
        Assert.Equal(
            [("detectors", "late", 3), ("detectors", "out-of-range", 2), ("passages", "late", 10), ("passages", "out-of-range", 10)],
            items.Select(i => (i.GetProperty("stream").GetString()!, i.GetProperty("reason").GetString()!, i.GetProperty("count").GetInt32())));
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 12, DateTimeKind.Utc), items[2].GetProperty("latest").GetDateTime());
    }

    [Fact]
    public async Task Letter_HasItsBytesAndHeaders()
    {
        var letter = await data.Api.GetAsync("/dead-letters/roads.passages.dlq~2~6");
        Assert.Equal("{\"speed_kmh\":999}", letter.GetProperty("value_text").GetString());
        Assert.Equal("{\"speed_kmh\":999}"u8.ToArray(), letter.GetProperty("value_base64").GetBytesFromBase64());
        Assert.Equal("k", letter.GetProperty("key_text").GetString());
        Assert.Equal("r1", letter.GetProperty("headers").GetProperty("run").GetString());
        Assert.Equal(77, letter.GetProperty("source_offset").GetInt64());
        Assert.Equal(17, letter.GetProperty("size").GetInt32());
        var binary = await data.Api.GetAsync("/dead-letters/roads.passages.dlq~3~7");
        Assert.Equal(JsonValueKind.Null, binary.GetProperty("value_text").ValueKind);
        Assert.Equal([0xFF, 0x00, 0xFE], binary.GetProperty("value_base64").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("/dead-letters/roads.passages.dlq~0~999", 404, "/path/id")]
    [InlineData("/dead-letters/nonsense", 400, "/path/id")]
    [InlineData("/dead-letters/a~-1~2", 400, "/path/id")]
    [InlineData("/dead-letters?colour=red", 400, "/query/colour")]
    [InlineData("/dead-letters?limit=5000", 400, "/query/limit")]
    [InlineData("/dead-letters/summary?cursor=x", 400, "/query/cursor")]
    public async Task Letters_OfWrongQuery_AreAProblem(string path, int status, string pointer) =>
        Assert.Equal(pointer, (await data.Api.ProblemAsync(path, status)).GetProperty("pointer").GetString());

    private static string Id(JsonElement letter) => letter.GetProperty("id").GetString()!;
}
