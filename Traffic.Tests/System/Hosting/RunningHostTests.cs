using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;

namespace Traffic.Tests.System.Hosting;

/// <summary>One system for all tests of this class; each leaves it running.</summary>
[SupportedOSPlatform("linux")]
public sealed class RunningHostTests(RunningHostTests.Running running) : IClassFixture<RunningHostTests.Running>
{
    private TrafficHost Host => running.Host;

    [Fact]
    public void Ready_Output_IsTheTableAndTheReadyLine()
    {
        var lines = Host.Output.ToList();

        Assert.Matches(@"^ready in \d+\.\d s: http://127\.0\.0\.1:\d+$", lines[^1]);
        Assert.EndsWith(Host.Api.GetLeftPart(UriPartial.Authority), lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("grafana ", StringComparison.Ordinal) && l.Contains("skipped", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("sink ", StringComparison.Ordinal) && l.Contains("running", StringComparison.Ordinal));
    }

    [Fact]
    public void RunFile_Ready_SaysWhatRunsWhere()
    {
        var run = Host.Run;

        Assert.Equal("ready", run.GetProperty("state").GetString());
        Assert.Equal(Host.Id, run.GetProperty("pid").GetInt32());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Host.DataFolder, "run.json")));
        Assert.Equal("exited", Host.Resource("init").GetProperty("state").GetString());
        foreach (var name in (string[])["kafka", "postgres", "processor", "sink", "api"])
        {
            Assert.Equal("running", Host.Resource(name).GetProperty("state").GetString());
            Assert.True(ProcessTree.IsAlive(Host.Resource(name).GetProperty("pid").GetInt32()), name);
        }

        Assert.StartsWith("Host=127.0.0.1;Port=", Host.ConnectionString("trafficdb"), StringComparison.Ordinal);
        Assert.Equal(Host.Kafka, Host.ConnectionString("kafka"));
        Assert.Equal($"Endpoint=file://{Host.DataFolder}/lake", Host.ConnectionString("lake"));
    }

    [Fact]
    public void NoSimulators_Simulator_IsNotStarted()
    {
        var simulator = Host.Resource("simulator");

        Assert.Equal("skipped", simulator.GetProperty("state").GetString());
        Assert.False(simulator.TryGetProperty("pid", out _));
    }

    [Theory]
    [InlineData("processor")]
    [InlineData("sink")]
    [InlineData("api")]
    public async Task Health_Service_IsHealthy(string name)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Host.Resource(name).GetProperty("urls")[0].GetString()!) };

        var health = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/health", Cancel));

        Assert.Equal("Healthy", health.GetProperty("status").GetString());
    }

    [Fact]
    public async Task SecondHost_SameData_OneLineAndExitCode2()
    {
        var (code, lines) = await TrafficHost.RunToEndAsync("--data", Host.DataFolder, "--ports", "auto");

        Assert.Equal(2, code);
        Assert.Equal($"traffic: a system already runs on {Host.DataFolder} (process {Host.Id}, {Host.Api.GetLeftPart(UriPartial.Authority)}): " +
            "stop it with ./traffic stop, or choose another folder with --data", Assert.Single(lines));
        Assert.Equal("ready", Host.Run.GetProperty("state").GetString());
    }

    [Fact]
    public async Task KillResource_Service_IsStartedAgainOnItsPort()
    {
        var before = Host.Resource("processor");

        await Host.KillResourceAsync("processor");
        await Host.WaitForNewProcessAsync("processor", before.GetProperty("pid").GetInt32());

        var after = Host.Resource("processor");
        Assert.Equal(before.GetProperty("restarts").GetInt32() + 1, after.GetProperty("restarts").GetInt32());
        Assert.Equal(before.GetProperty("urls")[0].GetString(), after.GetProperty("urls")[0].GetString());
    }

    [Fact]
    public async Task ResourcesPage_Restart_StartsANewProcess()
    {
        using var client = new HttpClient { BaseAddress = Host.ResourcesPage };
        var before = Host.Resource("sink").GetProperty("pid").GetInt32();

        using var answer = await client.PostAsync("/restart/sink", null, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Host.WaitForNewProcessAsync("sink", before);
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Host", "elsewhere.example")]
    public async Task ResourcesPage_AskedFromElsewhere_IsForbidden(string header, string value)
    {
        using var client = new HttpClient { BaseAddress = Host.ResourcesPage };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/restart/sink");
        request.Headers.TryAddWithoutValidation(header, value);
        var before = Host.Resource("sink").GetProperty("restarts").GetInt32();

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(before, Host.Resource("sink").GetProperty("restarts").GetInt32());
    }

    [Fact]
    public async Task ResourcesPage_Detail_HidesSecretsAndAllowsNoForeignScript()
    {
        using var client = new HttpClient { BaseAddress = Host.ResourcesPage };
        var password = Host.ConnectionString("trafficdb").Split("Password=")[1].Split(';')[0];

        using var answer = await client.GetAsync("/resources/sink/0", Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("ConnectionStrings__trafficdb", html, StringComparison.Ordinal);
        Assert.DoesNotContain(password, html, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class Running : IAsyncLifetime
    {
        public TrafficHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await TrafficHost.StartAsync("--no-simulators");

        public ValueTask DisposeAsync() => Host?.DisposeAsync() ?? default;
    }
}
