namespace Traffic.Tests.System.Hosting;

public sealed class HostEndTests
{
    [Fact]
    public async Task Stop_Signal_EndsEverythingInOrder()
    {
        await using var host = await TrafficHost.StartAsync("--no-simulators");
        var all = ProcessTree.Descendants(host.Id);
        Assert.True(all.Count >= 5, $"{all.Count} processes");

        var code = await host.StopAsync();

        Assert.Equal(0, code);
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        Assert.False(File.Exists(Path.Combine(host.DataFolder, "run.json")));
        Assert.Contains("database system is shut down", await File.ReadAllTextAsync(Path.Combine(host.DataFolder, "logs/postgres.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_Host_LeavesNoProcessAndTheDataStartsAgain()
    {
        await using var host = await TrafficHost.StartAsync("--no-simulators");
        var all = ProcessTree.Descendants(host.Id);
        Assert.True(all.Count >= 5, $"{all.Count} processes");

        await host.KillAsync();
        await TrafficHost.WaitUntilAsync(() => !all.Any(ProcessTree.IsAlive), "no process is left");
        await host.StartAgainAsync();

        Assert.Equal("ready", host.Run.GetProperty("state").GetString());
    }
}
