namespace Traffic.Tests.System.Roads;

/// <summary>Processes are killed while a generated file is replayed; the tables must be as without.</summary>
public sealed class KillTests
{
    private const int Detectors = 40;
    private const int Readings = 1_500;
    private const long Expected = Detectors * Readings;

    private const string Fingerprint =
        "select md5(string_agg(d::text, '|' order by detector_id, timestamp)) from roads.detectors d";

    private const string WindowFingerprint =
        """
        select md5(string_agg(concat_ws(',', window_start, detector_id, part, count, flow_sum, speed_kmh_sum, speed_kmh_p50, observed_s), '|'
            order by window_start, detector_id)) from roads.detectors_1h_parts
        """;

    /// <summary>The sink's exactly-once half: whatever dies behind Kafka, each row stands once.</summary>
    [Fact]
    public async Task Tables_SinkPostgresAndApiKilledDuringReplay_EqualTheUndisturbedRun()
    {
        var file = SampleFile();
        try
        {
            var undisturbed = await ReplayAsync(file, []);
            var disturbed = await ReplayAsync(file, ["sink", "postgres", "api", "sink", "postgres"]);
            Assert.Equal(Expected, undisturbed.Rows);
            Assert.Equal(undisturbed, disturbed);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Into Kafka delivery is at least once: nothing is lost, and windows are not counted twice.</summary>
    [Fact]
    public async Task Tables_ProcessorAndBrokerKilledDuringReplay_LoseNothing()
    {
        var file = SampleFile();
        try
        {
            await using var host = await TrafficHost.StartAsync("--no-simulators");
            await ReplayIntoAsync(host, file, ["processor", "kafka", "processor", "kafka"]);
            Assert.Equal(Expected, await Database.ScalarAsync<long>(host, "select count(*) from (select distinct detector_id, timestamp from roads.detectors) d"));
            Assert.Equal(Expected, await Database.ScalarAsync<long>(host, "select sum(count)::bigint from roads.detectors_1h_parts"));
            Assert.Equal(0, await Database.ScalarAsync<long>(host, "select count(*) from ops.dead_letters"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(long Rows, string Records, string Windows)> ReplayAsync(string file, string[] kills)
    {
        await using var host = await TrafficHost.StartAsync("--no-simulators");
        await ReplayIntoAsync(host, file, kills);
        return (
            await Database.ScalarAsync<long>(host, "select count(*) from roads.detectors"),
            await Database.ScalarAsync<string>(host, Fingerprint),
            await Database.ScalarAsync<string>(host, WindowFingerprint));
    }

    private static async Task ReplayIntoAsync(TrafficHost host, string file, string[] kills)
    {
        // Slow enough that every kill falls into the replay: the file spans 125 hours.
        var replay = Cli.SucceedAsync(host, "replay", "roads", file, "--run", "kills", "--speed", "15000x");
        foreach (var resource in kills)
        {
            Assert.False(replay.IsCompleted, $"the replay was over before {resource} was killed");
            var pid = host.Resource(resource).GetProperty("pid").GetInt32();
            await host.KillResourceAsync(resource);
            await host.WaitForNewProcessAsync(resource, pid);
        }

        await replay;
        await Cli.WaitIdleAsync(host);
    }

    /// <summary>Five-minute readings of a made-up network, NDJSON in time order.</summary>
    private static string SampleFile()
    {
        var file = Path.Combine(Path.GetTempPath(), $"detectors-{Guid.NewGuid():N}.ndjson");
        using var writer = new StreamWriter(file);
        var start = new DateTimeOffset(2015, 6, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Readings; i++)
        {
            for (var detector = 0; detector < Detectors; detector++)
            {
                var speed = 40 + (((i * 31) + (detector * 17)) % 600 / 10.0);
                writer.WriteLine(FormattableString.Invariant(
                    $$"""{"detector_id":"d{{detector}}","timestamp":"{{start.AddMinutes(5 * i):yyyy-MM-ddTHH:mm:ssZ}}","interval_s":300,"flow":{{(i + detector) % 90}},"speed_kmh":{{speed}}}"""));
            }
        }

        return file;
    }
}
