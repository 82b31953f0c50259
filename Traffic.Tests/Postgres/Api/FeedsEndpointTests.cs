using System.Text.Json;
using Traffic.Feeds;

namespace Traffic.Tests.Postgres.Api;

[Collection<RoadsCollection>]
public sealed class FeedsEndpointTests(RoadsData data)
{
    [Fact]
    public async Task Feeds_AreThoseOfTheCatalogue()
    {
        var feed = Assert.Single(await data.Api.ItemsAsync("/feeds"));
        Assert.Equal("roads", feed.GetProperty("name").GetString());
        Assert.Equal("Asia/Dubai", feed.GetProperty("timezone").GetString());
        Assert.Equal(["passages", "detectors"], feed.GetProperty("streams").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Stream_SaysWhatItsDeclarationSays()
    {
        var stream = await data.Api.GetAsync("/feeds/roads/passages");
        Assert.Equal("timestamp", stream.GetProperty("event_time").GetString());
        Assert.Equal(5, stream.GetProperty("bound_s").GetDouble());
        Assert.Equal(120, stream.GetProperty("lateness_s").GetDouble());
        Assert.Equal(["region", "road"], Texts(stream.GetProperty("entity")));
        Assert.Equal(["roads.passages", "roads.passages_1m"], Texts(stream.GetProperty("tables")));
        var declaration = FeedCatalogue.Default.Find("roads", "passages")!;
        Assert.Equal(declaration.Fields.Select(f => f.Name), stream.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        var speed = stream.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "speed_kmh");
        Assert.Equal(("double", "km/h", 0.0, 300.0), (
            speed.GetProperty("type").GetString(), speed.GetProperty("unit").GetString(), speed.GetProperty("min").GetDouble(), speed.GetProperty("max").GetDouble()));
        var window = Assert.Single(stream.GetProperty("windows").EnumerateArray());
        Assert.Equal(("1m", 60.0), (window.GetProperty("id").GetString(), window.GetProperty("size_s").GetDouble()));
        Assert.Equal(declaration.Windows[0].GroupBy, Texts(window.GetProperty("group_by")));
        var columns = window.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ToList();
        Assert.Equal("count", columns[0]);
        Assert.Contains("speed_kmh_p85", columns);
        Assert.DoesNotContain("speed_kmh_sketch", columns);
    }

    [Fact]
    public async Task Extent_IsByRunAndExact()
    {
        var extent = (await data.Api.GetAsync("/feeds/roads/detectors")).GetProperty("extent").EnumerateArray().Select(Extent);
        Assert.Equal(
            data.Readings.GroupBy(r => r.Run).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Min(r => r.Time).UtcDateTime, g.Max(r => r.Time).UtcDateTime, (long)g.Count())),
            extent);
        // Both parts of the live run together, to the second although windows are minutes.
        var live = (await data.Api.GetAsync("/feeds/roads/passages")).GetProperty("extent").EnumerateArray().Select(Extent);
        Assert.Equal(
            [("live", new DateTime(2026, 3, 1, 12, 0, 1, DateTimeKind.Utc), new DateTime(2026, 3, 1, 12, 2, 0, DateTimeKind.Utc), (long)data.Passages.Count)], live);
    }

    [Theory]
    [InlineData("/feeds/rails/passages", "feed")]
    [InlineData("/feeds/roads/ships", "stream")]
    public async Task Stream_ThatIsNotDeclared_IsNotFound(string path, string pointer) =>
        Assert.Equal($"/path/{pointer}", (await data.Api.ProblemAsync(path, 404)).GetProperty("pointer").GetString());

    private static (string Run, DateTime First, DateTime Last, long Rows) Extent(JsonElement item) => (
        item.GetProperty("run").GetString()!, item.GetProperty("first").GetDateTime(), item.GetProperty("last").GetDateTime(), item.GetProperty("rows").GetInt64());

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(t => t.GetString());
}
