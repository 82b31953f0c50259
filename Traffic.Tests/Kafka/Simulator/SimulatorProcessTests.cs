using System.Diagnostics;
using Traffic.Kafka;
using Traffic.Simulator.Emission;
using Traffic.Tests.Kafka.Broker;

namespace Traffic.Tests.Kafka.Simulator;

public sealed class SimulatorProcessTests(RoadsTopics kafka) : IClassFixture<RoadsTopics>
{
    private const string Raw = "roads.passages.raw.";
    private const int Roads = 4;

    [Fact]
    public async Task Simulator_KilledDuringTheBackfill_LosesAndDoublesNothing()
    {
        // Each time it gets a little further; the last one is left until it is live.
        foreach (var records in (int[])[1, 60_000, 150_000])
        {
            using var killed = Start();
            await Wait.ForAsync(() => Count() >= records, $"{records} simulated records");
            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var simulator = Start();
        var present = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 300 * 300;
        await Wait.ForAsync(() => Positions(last: 50).Count(t => t.Value.Max().Run >= present) == Roads, "records of the present run");
        simulator.Kill();
        await simulator.WaitForExitAsync(TestContext.Current.CancellationToken);

        var roads = Positions();
        Assert.Equal(Roads, roads.Count);
        Assert.All(roads.Values, positions =>
        {
            Assert.Equal(positions.Count, positions.Distinct().Count());
            var runs = positions.GroupBy(p => p.Run).OrderBy(r => r.Key).ToList();
            Assert.All(runs.Zip(runs.Skip(1)), p => Assert.Equal(300, p.Second.Key - p.First.Key));
            // In the newest run, what was on its way when it was killed may be missing.
            Assert.All(runs.SkipLast(1), r => Assert.Equal(Enumerable.Range(0, r.Count()), r.Select(p => p.Index).Order()));
        });
    }

    private Process Start()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var dll = Path.Combine(own.Parent!.Parent!.FullName, "Traffic.Simulator", own.Name, "Traffic.Simulator.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", dll]);
        start.Environment["ConnectionStrings__kafka"] = kafka.Broker.BootstrapServers;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }

    private long Count()
    {
        using var reader = kafka.Clients.CreateReader("test");
        using var admin = kafka.Clients.CreateAdmin();
        var timeout = TimeSpan.FromSeconds(20);
        return admin.GetMetadata(timeout).Topics.Where(t => t.Topic.StartsWith(Raw, StringComparison.Ordinal))
            .SelectMany(t => t.Partitions.Select(p => reader.QueryWatermarkOffsets(new(t.Topic, p.PartitionId), timeout).High.Value)).Sum();
    }

    /// <summary>Positions of all records by topic, or of the last few of each partition.</summary>
    private Dictionary<string, List<SimulationPosition>> Positions(int last = int.MaxValue) => kafka.Read(Raw, last)
        .GroupBy(r => r.Topic)
        .ToDictionary(t => t.Key, t => t.Select(r => SimulationPosition.Parse(RoadsTopics.Header(r, HeaderNames.Simulated)!)!.Value).ToList());
}
