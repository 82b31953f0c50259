using Aspire.Hosting;
using Traffic.Embedded.Hosting.Logs;
using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Readiness;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Tests.Unit.Hosting;

/// <summary>Life of one process, played by shell scripts.</summary>
public sealed class SupervisorTests : IDisposable
{
    private static readonly SupervisorTimes Quick = new()
    {
        StartTimeout = TimeSpan.FromSeconds(20),
        StartingInterval = TimeSpan.FromMilliseconds(5),
        RunningInterval = TimeSpan.FromMilliseconds(20),
        FirstBackOff = TimeSpan.FromMilliseconds(1),
    };

    private readonly MapFixture _map = new();
    private readonly CancellationTokenSource _stop = new();
    private ResourceLog? _log;

    [Fact]
    public async Task Run_CrashesEachTime_IsGivenUpAfterFive()
    {
        var (instance, running) = Start("echo starting; echo broken >&2; exit 7");

        var status = await UntilAsync(instance, s => s.State == ResourceState.Failed);

        Assert.Equal("crashed 5 times in a row, last: ended with exit code 7: broken", status.Detail);
        Assert.Equal(4, status.Restarts);
        Assert.Equal(5, _log!.Tail().Lines.Count(l => l == "starting"));
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_WrongSetting_IsNotTriedAgain()
    {
        var (instance, running) = Start("echo 'Traffic:Speed is 0' >&2; exit 2");

        var status = await UntilAsync(instance, s => s.State == ResourceState.Failed);

        Assert.Equal((0, 2, "Traffic:Speed is 0"), (status.Restarts, status.ExitCode, status.Detail));
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_OneShot_EndsWithItsWork()
    {
        var (instance, running) = Start("exit 0", runsOnce: true);

        var status = await UntilAsync(instance, s => s.State == ResourceState.Exited);

        Assert.Equal((0, 0), (status.ExitCode, status.Restarts));
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_DoesNotComeUpInTime_SaysWhatIsMissing()
    {
        var (instance, running) = Start("sleep 600", Quick with { StartTimeout = TimeSpan.FromMilliseconds(20), MostQuickCrashes = 1 });

        var status = await UntilAsync(instance, s => s.State == ResourceState.Failed);

        Assert.Contains("did not come up within 0.02 s: it has not said that it is ready", status.Detail, StringComparison.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Restart_Running_IsStoppedAndStarted()
    {
        var (instance, running, supervisor) = StartSupervised("trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.01; done");
        var first = await UntilAsync(instance, s => s.State == ResourceState.Running);

        supervisor.Restart();
        var second = await UntilAsync(instance, s => s.State == ResourceState.Running && s.Restarts == 1);

        Assert.NotEqual(first.Pid, second.Pid);
        Assert.Contains("asked", _log!.Tail().Lines);
        await StopAsync(running);
        Assert.Equal(ResourceState.Exited, instance.Status.State);
    }

    [Fact]
    public async Task Stop_IgnoresTheSignal_IsKilled()
    {
        var (instance, running) = Start("trap '' TERM; echo ready; while :; do sleep 0.01; done");
        await UntilAsync(instance, s => s.State == ResourceState.Running);

        await StopAsync(running);

        Assert.Null(instance.Status.Pid);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _log?.Dispose();
        _map.Dispose();
    }

    private static Task<ResourceStatus> UntilAsync(ResourceInstance instance, Func<ResourceStatus, bool> condition) =>
        instance.WaitAsync(condition, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));

    private (ResourceInstance Instance, Task Running) Start(string script, SupervisorTimes? times = null, bool runsOnce = false)
    {
        var (instance, running, _) = StartSupervised(script, times, runsOnce);
        return (instance, running);
    }

    private (ResourceInstance Instance, Task Running, Supervisor Supervisor) StartSupervised(
        string script, SupervisorTimes? times = null, bool runsOnce = false)
    {
        var resource = _map.Builder.AddProject<MapFixture.AnyProject>("script").Resource;
        _log = new ResourceLog(Path.Combine(_map.Folder, "script.log"));
        var instance = new ResourceInstance(resource, 0, new Script(script), [], _log);
        var supervisor = new Supervisor(instance, _ => Task.CompletedTask, runsOnce, times ?? Quick, TimeProvider.System);
        return (instance, supervisor.RunAsync(_stop.Token), supervisor);
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private sealed class Script(string text) : ProcessLaunch
    {
        public override TimeSpan StopGrace => TimeSpan.FromMilliseconds(300);

        public override Task<ProcessSpec> PrepareAsync(int replica, CancellationToken cancellationToken) =>
            Task.FromResult(new ProcessSpec(["sh", "-c", text], InheritedEnvironment.Get()));

        public override ReadinessProbe CreateProbe(int replica) => new LogProbe(line => line == "ready");

        public override IReadOnlyList<InjectedVariable> Environment(int replica) => [];
    }
}
