using System.CommandLine;
using System.CommandLine.Help;
using Confluent.Kafka;
using Traffic.Cli;
using Traffic.Cli.Commands;

var data = new Option<string>("--data") { Description = "Data folder of the system", HelpName = "DIR", DefaultValueFactory = _ => ".traffic", Recursive = true };
var root = new Command("traffic", "Works with a running Traffic system")
{
    ReplayCommand.Create(data),
    new HelpOption { Recursive = true },
    data,
};
var parsed = root.Parse(args);
try
{
    if (parsed.Errors.Count > 0)
    {
        throw new CliException(ExitCodes.Usage, $"{parsed.Errors[0].Message} (see traffic {parsed.CommandResult.Command.Name} --help)");
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
