using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Traffic.Api.Windows;
using Traffic.Feeds;
using Traffic.Streaming.Declarations;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Postgres.Api;

/// <summary>A feed that exists only here is served like any other.</summary>
public sealed class OtherFeedTests(EmbeddedPostgres postgres)
{
    private static readonly StreamDeclaration Rents = new("bikes", "rents")
    {
        Version = 1,
        Title = "Rents",
        Description = "Bicycles taken from stations.",
        EventTime = "at",
        Zone = "UTC",
        Key = ["station"],
        Entity = ["station", "dock"],
        Partitions = 2,
        Bound = TimeSpan.FromSeconds(5),
        Lateness = TimeSpan.FromMinutes(1),
        IdleTimeout = TimeSpan.FromSeconds(5),
        DeduplicateBy = ["station", "at"],
        Horizon = TimeSpan.FromMinutes(5),
        Fields =
        [
            new("at", FieldType.Timestamp) { Required = true, Description = "When." },
            new("station", FieldType.String) { Required = true, Range = new(1, 50), Description = "Where." },
            new("dock", FieldType.Long) { Required = true, Range = new(1, 99), Description = "Dock." },
            new("electric", FieldType.Bool) { Required = true, Description = "With a motor." },
            new("fare", FieldType.Money) { Unit = "cents", Range = new(0, 10_000), Description = "Price." },
        ],
        Windows =
        [
            new("15m.electric", TimeSpan.FromMinutes(15)) { GroupBy = ["station", "electric"], Aggregates = [new Aggregate.Sum("fare"), new Aggregate.Max("fare")] },
        ],
    };

    private static readonly FeedCatalogue Feeds = new(
    [
        new("bikes") { Title = "Bikes", Description = "Bicycles.", Zone = "Europe/Paris", Streams = [Rents] },
    ]);

    [Fact]
    public async Task Endpoints_ServeAFeedTheyNeverHeardOf()
    {
        await using var database = await ApiDatabase.CreateAsync(postgres, nameof(OtherFeedTests), Feeds);
        var driver = new TestDriver(Rents);
        driver.Append(
            """{"at":"2026-03-01T11:00:00Z","station":"A","dock":1,"electric":true,"fare":250}""",
            """{"at":"2026-03-01T11:20:00Z","station":"A","dock":1,"electric":false,"fare":100}""",
            """{"at":"2026-03-01T11:21:00Z","station":"A","dock":2,"electric":false,"fare":150}""",
            """{"at":"2026-03-01T11:22:00Z","station":"B","dock":1,"electric":true}""");
        await database.StoreAsync(Rents, driver.Run());
        await using var api = await ApiServer.StartAsync(
            database.ConnectionString, "127.0.0.1:1", Feeds, s => s.AddSingleton<IWatermarks>(new FixedWatermarks()));

        Assert.Equal("bikes", Assert.Single(await api.ItemsAsync("/feeds")).GetProperty("name").GetString());
        var stream = await api.GetAsync("/feeds/bikes/rents");
        Assert.Equal(4, stream.GetProperty("extent")[0].GetProperty("rows").GetInt64());
        Assert.Equal("fare_sum", stream.GetProperty("windows")[0].GetProperty("columns").EnumerateArray().Select(Name).First(n => n != "count" && n != "fare_n"));
        const string windows = "/feeds/bikes/rents/windows/15m.electric";
        Assert.Equal(3, (await api.ItemsAsync(windows)).Length);
        var motor = Assert.Single(await api.ItemsAsync($"{windows}?electric=true&granularity=hour&tz=Europe/Paris&group=electric"));
        Assert.Equal((2L, 250L, true), (motor.GetProperty("count").GetInt64(), motor.GetProperty("fare_sum").GetInt64(), motor.GetProperty("electric").GetBoolean()));
        Assert.Equal("2026-03-01T12:00:00+01:00", motor.GetProperty("window_start").GetString());
        Assert.False(motor.TryGetProperty("completeness", out _));
        Assert.Equal([("A", 1), ("A", 2), ("B", 1)], (await api.ItemsAsync("/feeds/bikes/rents/latest")).Select(Entity));
        var paged = await api.GetAsync("/feeds/bikes/rents/latest?limit=2");
        var rest = await api.ItemsAsync($"/feeds/bikes/rents/latest?limit=2&cursor={paged.GetProperty("cursor")}");
        Assert.Equal([("B", 1)], rest.Select(Entity));
    }

    private static string Name(JsonElement column) => column.GetProperty("name").GetString()!;

    private static (string, int) Entity(JsonElement item) => (item.GetProperty("station").GetString()!, item.GetProperty("dock").GetInt32());
}
