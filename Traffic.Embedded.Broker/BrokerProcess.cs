using System.Runtime.InteropServices;

namespace Traffic.Embedded.Broker;

/// <summary>Runs the broker as a process: settings, signals, exit codes, and health over HTTP where an address is given.</summary>
internal static class BrokerProcess
{
    private const int Good = 0;
    private const int BadSetting = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await RunServicesAsync(args);
        }
        catch (SettingException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return BadSetting;
        }
    }

    private static async Task<int> RunServicesAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders().AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss.fff ";
            o.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // Its errors come back as exceptions, and are told in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var options = BrokerOptions.From(builder.Configuration);
        var http = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? builder.Configuration[WebHostDefaults.HttpPortsKey];
        await using var app = builder.Build();
        KafkaBroker? broker = null;
        app.MapGet("/alive", () => Results.Ok("alive"));
        app.MapGet("/health", () => broker?.IsListening == true ? Results.Ok("healthy") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        if (http is not null)
        {
            await StartHttpAsync(app, http);
        }

        using (broker = KafkaBroker.Start(options, TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>()))
        {
            await stop.Task;
            await broker.StopAsync();
        }

        return Good;

        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static async Task StartHttpAsync(WebApplication app, string urls)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException problem)
        {
            throw new SettingException($"the address {urls} can't be used ({problem.Message}): give a free one with --urls");
        }
    }
}
