using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.References;

namespace Traffic.Tests.Kafka.Processing;

public sealed class ReferenceTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>, IDisposable
{
    private const string Road =
        """{"region":"New Region","road":"NAME","car_limit_kmh":60,"truck_limit_kmh":50,"lanes":2,"two_way":true,"capacity_5min":100}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("reference").FullName;

    [Fact]
    public async Task Reader_RowsChangedAddedAndRemoved_HasWhatTheFileSays()
    {
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers);
        var reader = pipeline.Services.GetRequiredService<ReferenceReader>();
        var seen = new List<ReferenceTables>();
        reader.Changed += (_, tables) => seen.Add(tables);
        await reader.StartAsync(TestContext.Current.CancellationToken);
        await reader.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(6, reader["roads"]["metadata"].Find("Downtown Dubai|Sheikh Zayed Road")?.Number("lanes"));

        var reference = FeedCatalogue.Default.Find("roads")!.References[0];
        var file = ReferenceFiles.Parse(reference, "file", new MemoryStream(Encoding.UTF8.GetBytes($"[{Road}]")));
        await pipeline.Services.GetRequiredService<ReferencePublisher>().PublishAsync(reference, file, TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => reader["roads"]["metadata"].Version == file.Version, () => reader["roads"]["metadata"].Version, Patience);
        Assert.Equal("New Region|NAME", Assert.Single(reader["roads"]["metadata"].Rows).Key);
        Assert.Same(seen[^1], reader["roads"]);
        Assert.Contains(pipeline.Count("roads.passages.raw.New_Region-NAME"), new[] { 0L });
        await reader.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Processor_RoadAddedToTheFile_IsProcessedWithoutARestart()
    {
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers, "roads-added");
        await using var host = await ProcessorHost.StartAsync(pipeline, referenceFolder: _folder);
        Write("Old Road");
        await ProcessAsync(pipeline, "Old Road", 1);
        Write("Old Road", "New Road");
        await ProcessAsync(pipeline, "New Road", 2);
        var clean = pipeline.ReadAll(TopicNames.Clean(Passages.Stream, "roads-added")).Select(r => Encoding.UTF8.GetString(r.Message.Value!)).ToList();
        Assert.Equal(2, clean.Count);
        Assert.All(clean, json => Assert.Contains("\"limit_kmh\":60,\"speeding\":true", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processor_WrongFile_StopsAtStartWithOneLine()
    {
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers, "wrong-file");
        await File.WriteAllTextAsync(Path.Combine(_folder, "roads.metadata.json"), $"[{Road.Replace(":2,", ":99,", StringComparison.Ordinal)}]");
        await using var process = new ProcessorProcess(pipeline, ("Traffic:ReferenceFolder", _folder));
        await Until.TrueAsync(() => process.HasExited, () => process.Output, Patience);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("roads.metadata.json, row 1, lanes: 99 is outside 1 to 16", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processor_FileBecomesWrong_KeepsTheLastGoodOne()
    {
        await using var pipeline = await Pipeline.CreateAsync(broker.BootstrapServers, "file-wrong-later");
        Write("Kept Road");
        await using var host = await ProcessorHost.StartAsync(pipeline, referenceFolder: _folder);
        await ProcessAsync(pipeline, "Kept Road", 1);
        await File.WriteAllTextAsync(Path.Combine(_folder, "roads.metadata.json"), "[{]");
        await Until.TrueAsync(() => host.Log.Any(l => l.Contains("roads.metadata.json: is not JSON", StringComparison.Ordinal)), () => string.Join('\n', host.Log), Patience);
        await ProcessAsync(pipeline, "Kept Road", 2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(params IEnumerable<string> roads) => File.WriteAllText(
        Path.Combine(_folder, "roads.metadata.json"), $"[{string.Join(',', roads.Select(r => Road.Replace("NAME", r, StringComparison.Ordinal)))}]");

    /// <summary>Waits for the road's topic, produces a passage that speeds, and waits until there are that many clean ones.</summary>
    private static async Task ProcessAsync(Pipeline pipeline, string road, int expected)
    {
        var topic = TopicNames.Raw(Passages.Stream, ["New Region", road]);
        await pipeline.WaitForTopicAsync(topic);
        var at = new DateTime(2026, 3, 1, 0, 0, expected, DateTimeKind.Utc);
        var json = Passages.Json(new Guid(expected, 0, 0, new byte[8]), "New_Region", road, at, "\"lane\":1,", "70");
        await pipeline.ProduceAsync([new RawMessage(topic, "0-1", Encoding.UTF8.GetBytes(json), new(Run: null))]);
        await Until.TrueAsync(
            () => pipeline.Count(TopicNames.Clean(Passages.Stream, pipeline.ApplicationId)) >= expected, () => $"{road} was not processed", Patience);
    }
}
