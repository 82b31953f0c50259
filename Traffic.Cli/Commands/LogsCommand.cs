using System.CommandLine;
using Traffic.Cli.Logs;

namespace Traffic.Cli.Commands;

/// <summary><c>traffic logs [NAME] [-f]</c></summary>
internal static class LogsCommand
{
    public static Command Create(Option<string> data)
    {
        var name = new Argument<string?>("name") { Description = "A resource (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("-f", "--follow") { Description = "Go on with new lines until Ctrl-C" };
        var command = new Command("logs", "Output of the resources") { name, follow };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var logs = Find(Path.Combine(parsed.GetRequiredValue(data), "logs"), parsed.GetValue(name));
            do
            {
                foreach (var log in logs)
                {
                    log.CopyNewLines(Console.Out, withName: logs.Count > 1);
                }
            }
            while (parsed.GetValue(follow) && await PausedAsync(cancellationToken));
            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>The logs of one resource with its replicas, or of all. They stay when the system is stopped.</summary>
    private static List<ResourceLog> Find(string folder, string? name)
    {
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal).Select(p => new ResourceLog(p)).ToList() : [];
        if (all.Count == 0)
        {
            throw new CliException(ExitCodes.Usage, $"there are no logs in {folder}: start the system with ./traffic run, or name its folder with --data DIR");
        }

        var found = name is null ? all : all.FindAll(l => l.Resource == name || l.Name == name);
        return found.Count > 0
            ? found
            : throw new CliException(ExitCodes.Usage, $"there is no log of '{name}', use one of {string.Join(", ", all.Select(l => l.Name))}");
    }

    private static async Task<bool> PausedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
