using System.Text.Json;
using Traffic.Streaming.Processing;
using Traffic.Tests.Postgres.Api;

namespace Traffic.Tests.Kafka.Api;

public sealed class PipelineTests(ApiKafka kafka) : IClassFixture<ApiKafka>
{
    private const string Raw = "roads.detectors.raw";

    [Fact]
    public async Task Pipeline_SaysHowFarProcessorAndSinkAre()
    {
        await kafka.ProduceAsync(Raw, 1, [.. Enumerable.Range(0, 5).Select(i => ("d", $"{{\"n\":{i}}}"))]);
        await CheckpointAsync(next: 2, records: 2);
        var behind = await kafka.Api.GetAsync("/pipeline?fresh=true");
        Assert.Equal(3, Stream(behind).GetProperty("processor_lag").GetInt64());

        await CheckpointAsync(next: 5, records: 5);
        await kafka.ProduceAsync("roads.detectors.clean", 1, ("d", "{}"), ("d", "{}"));
        var processed = await kafka.Api.GetAsync("/pipeline?fresh=true");
        Assert.Equal(0, Stream(processed).GetProperty("processor_lag").GetInt64());
        Assert.Equal(2, Stream(processed).GetProperty("sink_lag").GetInt64());
        Assert.Equal(5, Stream(processed).GetProperty("records").GetInt64());
        Assert.Equal("2026-03-01T12:00:00+00:00", Stream(processed).GetProperty("watermark").GetString());
        var partition = processed.GetProperty("topics").EnumerateArray().Single(t => t.GetProperty("name").GetString() == Raw).GetProperty("partitions")[1];
        Assert.Equal("""{"partition":1,"start":0,"end":5,"processor":{"position":5,"lag":0},"sink":null}""", partition.GetRawText());
        var lane = Assert.Single(processed.GetProperty("lanes").EnumerateArray());
        Assert.Equal(1, lane.GetProperty("dead_letters").GetProperty("late").GetInt64());

        await kafka.Database.ExecuteAsync("insert into ops.sink_offsets values ('roads.detectors.clean', 1, 2)");
        Assert.Equal(0, Stream(await kafka.Api.GetAsync("/pipeline?fresh=true")).GetProperty("sink_lag").GetInt64());
        var services = processed.GetProperty("services").EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!, s => s.GetProperty("state").GetString());
        Assert.Equal(("up", "up", "unknown"), (services["kafka"], services["postgres"], services["processor"]));
    }

    [Fact]
    public async Task Pipeline_WithoutKafka_SaysSoAndIsNeverFresh()
    {
        await using var api = await ApiServer.StartAsync(kafka.Database.ConnectionString, "127.0.0.1:1");
        var services = (await api.GetAsync("/pipeline")).GetProperty("services").EnumerateArray();
        Assert.Equal("down", services.Single(s => s.GetProperty("name").GetString() == "kafka").GetProperty("state").GetString());
        await api.ProblemAsync("/pipeline?fresh=true", 503);
        // The tables still answer.
        Assert.Empty(await api.ItemsAsync("/feeds/roads/detectors/windows/1h"));
    }

    private static JsonElement Stream(JsonElement pipeline) =>
        pipeline.GetProperty("streams").EnumerateArray().Single(s => s.GetProperty("stream").GetString() == "detectors");

    private Task CheckpointAsync(long next, long records)
    {
        var at = DateTimeOffset.Parse("2026-03-01T12:00:00Z", null);
        var lane = new LaneCheckpoint
        {
            Topic = Raw, Partition = 1, Run = "live", Next = next, Watermark = at, Records = records, Accepted = records - 1,
            DeadLetters = new Dictionary<string, long> { ["late"] = 1 },
        };
        var position = new PartitionCheckpoint(Raw, 1, next, 0, at);
        return kafka.ProduceAsync("roads.detectors.changelog", 1,
            ($"l|{Raw}|1|live", JsonSerializer.Serialize(lane, CheckpointJson.Default.LaneCheckpoint)),
            ($"p|{Raw}|1", JsonSerializer.Serialize(position, CheckpointJson.Default.PartitionCheckpoint)));
    }
}
