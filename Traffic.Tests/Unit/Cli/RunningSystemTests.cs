using Traffic.Cli;
using Traffic.Cli.Logs;
using Traffic.Cli.Running;

namespace Traffic.Tests.Unit.Cli;

public sealed class RunningSystemTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traffic-cli-");

    [Fact]
    public void Find_RunFileOfALivingProcess_GivesItsAddresses()
    {
        Write(Environment.ProcessId);
        var system = RunningSystem.Find(_folder.FullName);
        Assert.Equal((Environment.ProcessId, "127.0.0.1:19092", new Uri("http://127.0.0.1:8080")), (system.Pid, system.Kafka, system.Api));
        Assert.Contains("no URL of resources", Assert.Throws<CliException>(() => system.Resources).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NothingRunning_IsAUsageError()
    {
        Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => RunningSystem.Find(_folder.FullName)).ExitCode);
        // Left behind by a host that was killed; no process has this number.
        Write(int.MaxValue);
        Assert.Contains("nothing is running on", Assert.Throws<CliException>(() => RunningSystem.Find(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyNewLines_WhileWrittenAndRotated_GivesEachWholeLineOnce()
    {
        var path = Path.Combine(_folder.FullName, "api-1.log");
        File.WriteAllText(path, "one\ntw");
        var log = new ResourceLog(path);
        Assert.Equal(("api-1", "api"), (log.Name, log.Resource));
        Assert.Equal("one\n", Copy());
        File.AppendAllText(path, "o\nthree\n");
        Assert.Equal("two\nthree\n", Copy());
        Assert.Equal("", Copy());
        File.WriteAllText(path, "new\n");
        Assert.Equal("new\n", Copy());

        string Copy()
        {
            var output = new StringWriter();
            log.CopyNewLines(output, withName: false);
            return output.ToString();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(int pid) => File.WriteAllText(Path.Combine(_folder.FullName, "run.json"), $$"""
        {"version":"0.1.0","pid":{{pid}},"state":"ready","startedAt":"2026-11-21T12:00:00Z","resources":[],
         "urls":{"api":"http://127.0.0.1:8080"},"connectionStrings":{"kafka":"127.0.0.1:19092"} }
        """);
}
