using System.CommandLine;
using System.CommandLine.Help;
using Confluent.Kafka;
using Traffic.Cli;
using Traffic.Cli.Commands;

var data = new Option<string>("--data") { Description = "Data folder of the system", HelpName = "DIR", DefaultValueFactory = _ => ".traffic", Recursive = true };
var root = new Command("traffic", "Works with a running Traffic system")
{
    ReplayCommand.Create(data),
    StatusCommand.Create(data),
    LogsCommand.Create(data),
    RestartCommand.Create(data),
    StopCommand.Create(data),
    new HelpOption { Recursive = true },
    data,
};
var parsed = root.Parse(args);
try
{
    if (parsed.Errors.Count > 0)
    {
        var problem = parsed.UnmatchedTokens.Count > 0 ? $"there is no command or option '{parsed.UnmatchedTokens[0]}'" : parsed.Errors[0].Message.TrimEnd('.');
        var command = parsed.CommandResult.Command == root ? "traffic" : $"traffic {parsed.CommandResult.Command.Name}";
        throw new CliException(ExitCodes.Usage, $"{problem}: see {command} --help");
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (CliException e)
{
    return Fail(e.Message, e.ExitCode);
}
catch (KafkaException e)
{
    return Fail($"Kafka: {e.Error.Reason}: see ./traffic status and ./traffic logs kafka", ExitCodes.FailedWork);
}
catch (OperationCanceledException)
{
    return Fail("stopped: the same command goes on where it was", ExitCodes.FailedWork);
}

static int Fail(string message, int exitCode)
{
    Console.Error.WriteLine($"traffic: {message.ReplaceLineEndings(" ")}");
    return exitCode;
}
