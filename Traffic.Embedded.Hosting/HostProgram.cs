using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Traffic.Embedded.Hosting.Data;
using Traffic.Embedded.Hosting.ResourcesPage;
using Traffic.Embedded.Hosting.Runtime;
using Traffic.Embedded.Hosting.Terminal;

namespace Traffic.Embedded.Hosting;

/// <summary>Runs a system in the foreground: starts it, says where it is, waits for a signal, stops it.</summary>
internal static class HostProgram
{
    private const int Stopped = 0;
    private const int StartFailed = 1;
    private const int WrongSetting = 2;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(HostModel model)
    {
        try
        {
            using var stop = new CancellationTokenSource();
            using var signals = new StopSignals(stop);
            using var data = await DataFolder.OpenAsync(model.Options.DataFolder, model.Options.Fresh, stop.Token);
            return await RunAsync(model, data, stop.Token);
        }
        catch (HostException e)
        {
            return Report(e);
        }
        catch (OperationCanceledException)
        {
            return Stopped;
        }
    }

    /// <summary>Ends the program with the one line that the exception is.</summary>
    public static void Exit(HostException e) => Environment.Exit(Report(e));

    private static async Task<int> RunAsync(HostModel model, DataFolder data, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var ports = new PortAllocator(model.Options.Bind);
        var context = new HostContext(model, data, ports);
        var times = new SupervisorTimes();
        if (double.TryParse(model.Configuration["Traffic:StartTimeout"], CultureInfo.InvariantCulture, out var seconds))
            times = times with { StartTimeout = TimeSpan.FromSeconds(seconds) };

        using var orchestrator = new Orchestrator(model.Resources, context, times, time);
        data.Folder("reference");
        using var console = new HostConsole(orchestrator.Instances, time);
        await using var page = ResourcesSite.Create(orchestrator, context, model.Options, ports);
        var addresses = SystemAddresses.Of(model, context, page.Address);
        var runFile = new RunFile(data.Path, time.GetUtcNow(), addresses.Urls, addresses.ConnectionStrings);
        var state = "starting";
        foreach (var instance in orchestrator.Instances)
            instance.Changed += _ => runFile.Write(state, orchestrator.Instances);

        orchestrator.Start();
        await page.StartAsync();
        try
        {
            if (await orchestrator.WaitUntilUpAsync(stop) is { } failed)
            {
                console.StartFailed(failed);
                return failed.Status.ExitCode == WrongSetting ? WrongSetting : StartFailed;
            }

            state = "ready";
            runFile.Write(state, orchestrator.Instances);
            console.Ready(SinceProcessStart(time), addresses.Urls);
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            console.Stopping();
        }
        finally
        {
            state = "stopping";
            runFile.Write(state, orchestrator.Instances);
            await orchestrator.StopAsync();
            runFile.Delete();
        }

        return Stopped;
    }

    private static int Report(HostException e)
    {
        Console.Error.WriteLine($"traffic: {e.Message.ReplaceLineEndings(" ")}");
        return WrongSetting;
    }

    private static TimeSpan SinceProcessStart(TimeProvider time)
    {
        using var self = Process.GetCurrentProcess();
        return time.GetUtcNow() - self.StartTime.ToUniversalTime();
    }

    /// <summary>Turns the signals that end a program into a request to stop in order.</summary>
    private sealed class StopSignals : IDisposable
    {
        private readonly List<PosixSignalRegistration> _registrations = [];

        public StopSignals(CancellationTokenSource stop)
        {
            foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            {
                _registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    stop.Cancel();
                }));
            }
        }

        public void Dispose() => _registrations.ForEach(r => r.Dispose());
    }
}
