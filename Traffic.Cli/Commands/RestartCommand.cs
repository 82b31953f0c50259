using System.CommandLine;
using System.Net;
using Traffic.Cli.Running;

namespace Traffic.Cli.Commands;

/// <summary><c>traffic restart NAME</c></summary>
internal static class RestartCommand
{
    public static Command Create(Option<string> data)
    {
        var name = new Argument<string>("name") { Description = "A resource, e.g. processor" };
        var command = new Command("restart", "Restart a resource of the running system") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RestartAsync(RunningSystem.Find(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(name), cancellationToken);
            return ExitCodes.Good;
        });
        return command;
    }

    private static async Task RestartAsync(RunningSystem system, string name, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = system.Resources };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/restart/{Uri.EscapeDataString(name)}", UriKind.Relative));
        request.Headers.Add("X-Traffic", "1");
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                throw new CliException(ExitCodes.Usage, $"there is no resource '{name}': see {system.Resources}");
            }

            answer.EnsureSuccessStatusCode();
            Console.WriteLine($"{name} restarts");
        }
        catch (HttpRequestException e)
        {
            throw new CliException(ExitCodes.FailedWork, $"the host at {system.Resources} did not restart {name}: {e.Message}");
        }
    }
}
