using System.Diagnostics;
using System.Text;
using Traffic.Kafka;

namespace Traffic.Tests.Kafka.Cli;

public sealed class CliProcessTests(RoadsTopics kafka) : IClassFixture<RoadsTopics>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traffic-cli-");

    [Fact]
    public async Task Replay_Matrix_EndsWithZeroWhenKafkaHasAllOfIt()
    {
        WriteRunFile();
        var file = Path.Combine(_folder.FullName, "speed_2012-03-01.csv");
        await File.WriteAllTextAsync(file, "1,2\n50,60\n51,61\n", TestContext.Current.CancellationToken);
        var (code, output, _) = await RunAsync("replay", "roads", file, "--run", "mine");
        Assert.Equal(0, code);
        Assert.Contains("4 of 4 records as run mine", output, StringComparison.Ordinal);
        var records = kafka.Read("roads.detectors.raw").Where(r => RoadsTopics.Header(r, HeaderNames.Run) == "mine").ToList();
        Assert.Equal(4, records.Count(r => RoadsTopics.Header(r, HeaderNames.Control) is null));
        Assert.Contains(records, r => Encoding.UTF8.GetString(r.Message.Value!) == """{"detector_id":"2","timestamp":"2012-03-01T00:05:00-08:00","interval_s":300,"speed_mph":61}""");
    }

    [Theory]
    [InlineData("there is no command or option 'nope'", "nope")]
    [InlineData("there is no feed 'rails'", "replay", "rails", "x")]
    [InlineData("x: no such file", "replay", "roads", "x")]
    [InlineData("--limit many: must be a whole number above 0", "replay", "roads", "x", "--limit", "many")]
    [InlineData("--wait-idle soon: must be a whole number of seconds above 0", "status", "--wait-idle", "soon")]
    public async Task WrongUse_EndsWithTwoAndOneLineThatNamesIt(string expected, params string[] arguments)
    {
        WriteRunFile();
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingRunning_EndsWithTwo()
    {
        var (code, _, error) = await RunAsync("status");
        Assert.Equal(2, code);
        Assert.Contains("start it with ./traffic run", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitIdle_ApiThatDoesNotAnswer_EndsWithThree()
    {
        WriteRunFile();
        var (code, _, error) = await RunAsync("status", "--wait-idle", "1");
        Assert.Equal(3, code);
        Assert.Contains("not idle after 1 s: the API does not answer", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>As of a host that is this process. Nothing listens on port 1.</summary>
    private void WriteRunFile() => File.WriteAllText(Path.Combine(_folder.FullName, "run.json"), $$"""
        {"version":"0.1.0","pid":{{Environment.ProcessId}},"state":"ready","resources":[],
         "urls":{"api":"http://127.0.0.1:1"},"connectionStrings":{"kafka":"{{kafka.Broker.BootstrapServers}}"} }
        """);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var dll = Path.Combine(own.Parent!.Parent!.FullName, "Traffic.Cli", own.Name, "Traffic.Cli.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", dll, .. arguments, "--data", _folder.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
