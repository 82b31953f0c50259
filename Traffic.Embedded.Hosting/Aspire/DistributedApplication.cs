using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting;

/// <summary>The system that the map describes.</summary>
public sealed class DistributedApplication
{
    private readonly HostModel _model;

    internal DistributedApplication(HostModel model) => _model = model;

    /// <summary>Wrong arguments end the program here, with one line on stderr and exit code 2.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            return new DistributedApplicationBuilder(RunOptions.Parse(args, Path.Combine(DistributedApplicationBuilder.FindAppHostDirectory(), "..", ".traffic")));
        }
        catch (HostException e)
        {
            HostProgram.Exit(e);
            throw;
        }
    }

    /// <summary>Runs the system until SIGINT or SIGTERM; sets the exit code of the program.</summary>
    public void Run() => Environment.ExitCode = HostProgram.RunAsync(_model).GetAwaiter().GetResult();
}
