using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Traffic.Api.Live;

namespace Traffic.Tests.Kafka.Api;

public sealed class LiveTests(ApiKafka kafka) : IClassFixture<ApiKafka>
{
    private const string Topic = "roads.passages.1m.windows";

    [Fact]
    public async Task Live_Windows_AreHeardFilteredAndResumed()
    {
        await kafka.ProduceAsync(Topic, 0, Window("car", 1));
        using var all = await SseReader.OpenAsync(kafka.Api, "windows=roads.passages.1m");
        using var trucks = await SseReader.OpenAsync(kafka.Api, "windows=roads.passages.1m&vehicle_type=truck");
        await OpenedAsync();
        await kafka.ProduceAsync(Topic, 0, Window("car", 2));
        await kafka.ProduceAsync(Topic, 1, Window("truck", 3));

        // What was there before the connection is not told.
        var first = await all.NextAsync();
        Assert.Equal("window", first.Name);
        var record = JsonElement.Parse(first.Data);
        Assert.Equal(("roads", "passages", "1m", 2), (
            record.GetProperty("feed").GetString(), record.GetProperty("stream").GetString(), record.GetProperty("window").GetString(), Count(first)));
        Assert.Equal(3, Count(await trucks.NextAsync()));
        Assert.Equal(3, Count(await all.NextAsync()));
        var id = all.LastId ?? throw new InvalidOperationException("no id was heard");
        all.Dispose();

        await kafka.ProduceAsync(Topic, 1, Window("truck", 4));
        using var resumed = await SseReader.OpenAsync(kafka.Api, "windows=roads.passages.1m", id);
        Assert.Equal(4, Count(await resumed.NextAsync()));
    }

    [Fact]
    public async Task Live_WithAnIdThatIsNoLongerThere_IsReset()
    {
        var gone = new LiveVector(new Dictionary<string, long[]> { [Topic] = [1_000_000, 0, 0, 0] });
        using var connection = await SseReader.OpenAsync(kafka.Api, "windows=roads.passages.1m", gone.ToString());
        Assert.Equal("reset", (await connection.NextAsync()).Name);
    }

    [Fact]
    public async Task Live_Withdrawn_HasTheKeyOfTheWindow()
    {
        using var connection = await SseReader.OpenAsync(kafka.Api, "windows=roads.passages.1m&road=Gone");
        await OpenedAsync();
        await kafka.ProduceAsync(Topic, 2, ("""["2026-03-01T12:00:00Z","R","Gone",0,1,"car","live"]""", ""));
        var withdrawn = await connection.NextAsync();
        Assert.Equal("withdrawn", withdrawn.Name);
        Assert.Equal("Gone", JsonElement.Parse(withdrawn.Data).GetProperty("road").GetString());
    }

    [Fact]
    public async Task Live_Records_AreCleanRecordsWithTheirRun()
    {
        using var connection = await SseReader.OpenAsync(kafka.Api, "records=roads.detectors&detector_id=d1");
        await OpenedAsync();
        await kafka.ProduceAsync("roads.detectors.clean", 0, ("d2", """{"detector_id":"d2"}"""), ("d1", """{"detector_id":"d1"}"""));
        var record = await connection.NextAsync();
        Assert.Equal("record", record.Name);
        Assert.Equal(("d1", "live"), (
            JsonElement.Parse(record.Data).GetProperty("detector_id").GetString(), JsonElement.Parse(record.Data).GetProperty("run").GetString()));
    }

    [Fact]
    public async Task Live_OfNothing_IsAProblem()
    {
        Assert.Equal("/query/windows", (await kafka.Api.ProblemAsync("/live")).GetProperty("pointer").GetString());
        var unknown = await kafka.Api.ProblemAsync("/live?windows=roads.passages.5m");
        Assert.Contains("roads.passages.1m", unknown.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Waits until the tail knows where the topics that are asked for end.</summary>
    private async Task OpenedAsync()
    {
        var hub = kafka.Api.Services.GetRequiredService<LiveHub>();
        for (var left = 600; hub.Missing().Count > 0; left--)
        {
            Assert.True(left > 0, "the tail does not open");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static (string Key, string Value) Window(string type, int count) => (
        $"""["2026-03-01T12:00:00Z","R","Road",0,1,"{type}","live"]""",
        $$"""{"window_start":"2026-03-01T12:00:00Z","region":"R","road":"Road","direction":0,"lane":1,"vehicle_type":"{{type}}","part":"live","count":{{count}}}""");

    private static int Count(SseEvent window) => JsonElement.Parse(window.Data).GetProperty("count").GetInt32();
}
