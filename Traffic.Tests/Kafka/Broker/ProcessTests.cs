using System.Globalization;

namespace Traffic.Tests.Kafka.Broker;

public sealed class ProcessTests(EmbeddedBroker broker) : IClassFixture<EmbeddedBroker>
{
    [Theory]
    [InlineData("--Kafka:Port=http", "Kafka:Port is http")]
    [InlineData("--Kafka:Port=70000", "Kafka:Port is 70000")]
    [InlineData("--Kafka:Host=0.0.0.0", "Kafka:Host is 0.0.0.0")]
    [InlineData("--Kafka:Data=/proc/none", "/proc/none can't be written")]
    [InlineData("--Kafka:Retention=1", "Kafka:Retention is not a setting")]
    public async Task Start_WithAWrongSetting_EndsWithOneLineThatNamesIt(string argument, string problem)
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = await EmbeddedBroker.RunAsync("--Kafka:Port=0", $"--Kafka:Data={folder.Path}", argument);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(problem, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnATakenPort_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = await EmbeddedBroker.RunAsync($"--Kafka:Port={broker.Port}", $"--Kafka:Data={folder.Path}");
        Assert.Equal(2, code);
        Assert.Contains(broker.Port.ToString(CultureInfo.InvariantCulture), Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnATakenHttpAddress_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var address = $"http://127.0.0.1:{broker.Port}";
        var (code, _, error) = await EmbeddedBroker.RunAsync("--Kafka:Port=0", $"--Kafka:Data={folder.Path}", $"--urls={address}");
        Assert.Equal(2, code);
        Assert.Contains(address, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnTheFolderOfARunningBroker_IsRefused()
    {
        var (code, _, error) = await EmbeddedBroker.RunAsync("--Kafka:Port=0", $"--Kafka:Data={broker.Folder}");
        Assert.Equal(2, code);
        Assert.Contains("another broker uses", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAFolderOfAnotherFormat_IsRefusedAndLeavesIt()
    {
        using var folder = new TemporaryFolder();
        var meta = Path.Combine(folder.Path, "meta.json");
        await File.WriteAllTextAsync(meta, """{"version":99,"clusterId":"x"}""", TestContext.Current.CancellationToken);
        var (code, _, error) = await EmbeddedBroker.RunAsync("--Kafka:Port=0", $"--Kafka:Data={folder.Path}");
        Assert.Equal(2, code);
        Assert.Contains("format 99", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("99", await File.ReadAllTextAsync(meta, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OverHttp_IsGood()
    {
        var port = EmbeddedBroker.FreePort();
        await using var own = await EmbeddedBroker.StartAsync($"--urls=http://127.0.0.1:{port}");
        using var client = new HttpClient();
        await Wait.ForAsync(() => own.Output.Contains("kafka ready", StringComparison.Ordinal), "the broker");
        foreach (var path in new[] { "health", "alive" })
        {
            using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{path}"), TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.Equal(0, await own.StopAsync());
    }
}
