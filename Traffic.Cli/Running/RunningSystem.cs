using System.Diagnostics;
using System.Text.Json;

namespace Traffic.Cli.Running;

/// <summary>The system that runs on a data folder.</summary>
internal sealed class RunningSystem(string dataFolder, RunFile run)
{
    public int Pid => run.Pid;

    public string Kafka => Find(run.ConnectionStrings, "kafka", "connection string");

    public Uri Api => new(Find(run.Urls, "api", "URL"));

    public Uri Resources => new(Find(run.Urls, "resources", "URL"));

    /// <exception cref="CliException">Nothing runs there.</exception>
    public static RunningSystem Find(string dataFolder)
    {
        var path = Path.Combine(dataFolder, RunFile.Name);
        try
        {
            var run = JsonSerializer.Deserialize(File.ReadAllBytes(path), RunFileJson.Default.RunFile);
            if (run is { Urls: not null, ConnectionStrings: not null } && IsAlive(run.Pid))
            {
                return new RunningSystem(dataFolder, run);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing ran there, or it was stopped in order.
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} can't be read ({e.Message}): is another user's system running there?");
        }

        throw new CliException(ExitCodes.Usage, $"nothing is running on {dataFolder}: start it with ./traffic run, or name its folder with --data DIR");
    }

    public static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private string Find(IReadOnlyDictionary<string, string> map, string name, string what) => map.TryGetValue(name, out var value)
        ? value
        : throw new CliException(ExitCodes.FailedWork, $"{Path.Combine(dataFolder, RunFile.Name)} has no {what} of {name}: the system is {run.State}, try again when it is ready");
}
