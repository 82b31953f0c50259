using System.Globalization;
using Traffic.Embedded.Hosting.Processes;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>Leads one instance through its life: waits, starts, watches, restarts after a crash, stops.</summary>
/// <param name="instance">Whom it leads.</param>
/// <param name="dependencies">Ends when all that it waits for is there.</param>
/// <param name="runsOnce">Whether ending with exit code 0 is its purpose.</param>
internal sealed class Supervisor(
    ResourceInstance instance, Func<CancellationToken, Task> dependencies, bool runsOnce, SupervisorTimes times, TimeProvider time)
{
    private const int WrongSetting = 2;
    private TaskCompletionSource _restart = NewRestart();
    private string? _lastError;

    /// <summary>Stops the process, if one runs, and starts it again, in any state.</summary>
    public void Restart() => _restart.TrySetResult();

    /// <summary>Ends once the instance has stopped after <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            switch (instance.Launch)
            {
                case SkippedLaunch skipped:
                    instance.Update(s => s with { State = ResourceState.Skipped, Detail = skipped.Reason });
                    break;
                case AttachedLaunch attached:
                    await dependencies(stop);
                    instance.Update(s => s with { State = ResourceState.Running, Detail = attached.Detail });
                    await Task.Delay(Timeout.Infinite, stop);
                    break;
                case ProcessLaunch process:
                    await RunProcessAsync(process, stop);
                    break;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            instance.Update(s => s.State is ResourceState.Skipped or ResourceState.Failed ? s : s with { State = ResourceState.Exited, Pid = null, Detail = null });
        }
    }

    private async Task RunProcessAsync(ProcessLaunch launch, CancellationToken stop)
    {
        if (instance.Resource.ExplicitStart)
        {
            instance.Update(s => s with { State = ResourceState.Skipped, Detail = "not asked for" });
            await RestartRequestedAsync(stop);
        }

        var crashes = 0;
        while (true)
        {
            await dependencies(stop);
            instance.Update(s => s with { State = ResourceState.Starting, Pid = null, Detail = null, ExitCode = null });
            var started = time.GetTimestamp();
            var end = await RunOnceAsync(launch, stop);
            stop.ThrowIfCancellationRequested();
            if (end.Kind == EndKind.Crashed)
            {
                crashes = time.GetElapsedTime(started) < times.QuickCrash ? crashes + 1 : 1;
                if (crashes >= times.MostQuickCrashes)
                    end = new(EndKind.Failed, end.ExitCode, $"crashed {crashes} times in a row, last: {end.Detail}");
            }

            if (end.Kind is EndKind.Completed or EndKind.Failed)
            {
                var state = end.Kind == EndKind.Completed ? ResourceState.Exited : ResourceState.Failed;
                instance.Update(s => s with { State = state, Pid = null, ExitCode = end.ExitCode, Detail = end.Detail });
                if (state == ResourceState.Failed)
                    Say($"failed: {end.Detail}");
                await RestartRequestedAsync(stop);
                crashes = 0;
            }
            else if (end.Kind == EndKind.Crashed)
            {
                var pause = times.BackOff(crashes);
                var text = $"{end.Detail}; starts again in {pause.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";
                Say(text);
                instance.Update(s => s with { State = ResourceState.Starting, Pid = null, ExitCode = end.ExitCode, Detail = text });
                await Task.WhenAny(Task.Delay(pause, time, stop), _restart.Task);
                stop.ThrowIfCancellationRequested();
            }

            instance.Update(s => s with { Restarts = s.Restarts + 1 });
            _restart = NewRestart();
        }
    }

    private async Task<End> RunOnceAsync(ProcessLaunch launch, CancellationToken stop)
    {
        var probe = launch.CreateProbe(instance.Replica);
        ChildProcess child;
        try
        {
            var spec = await launch.PrepareAsync(instance.Replica, stop);
            child = await ProcessLauncher.StartAsync(spec, (line, error) =>
            {
                if (error)
                    _lastError = line;
                instance.Log.Write(line, error);
                probe.Observe(line);
            });
        }
        catch (HostException e)
        {
            return new(EndKind.Failed, WrongSetting, e.Message);
        }

        using (child)
        {
            instance.Update(s => s with { Pid = child.Id, StartedAt = time.GetUtcNow() });
            var end = await WatchAsync(child, launch, probe, stop);
            if (!child.Exited.IsCompleted)
                await child.StopAsync(launch.StopSignal, launch.StopGrace);
            return end;
        }
    }

    /// <summary>Watches a process until it ends, is to be stopped or restarted, or does not come up in time.</summary>
    private async Task<End> WatchAsync(ChildProcess child, ProcessLaunch launch, Readiness.ReadinessProbe probe, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var up = false;
        var interrupted = Task.WhenAny(child.Exited, _restart.Task, Task.Delay(Timeout.Infinite, stop));
        while (!interrupted.IsCompleted)
        {
            using var cancelCheck = new CancellationTokenSource();
            var check = probe.CheckAsync(cancelCheck.Token);
            if (await Task.WhenAny(check, interrupted) != check)
            {
                await cancelCheck.CancelAsync();
                break;
            }

            var wrong = await check;
            if (!up && wrong is not null && time.GetElapsedTime(started) > times.StartTimeout)
                return new(EndKind.Crashed, null, $"did not come up within {times.StartTimeout.TotalSeconds} s: {wrong}");
            up |= wrong is null;
            if (up)
                ReportHealth(wrong);
            await Task.WhenAny(interrupted, Task.Delay(up ? times.RunningInterval : times.StartingInterval, time, CancellationToken.None));
        }

        if (!child.Exited.IsCompleted)
            return new(EndKind.Restart, null, null);
        var code = await child.Exited;
        if (code == 0 && runsOnce)
            return new(EndKind.Completed, code, null);
        var text = $"ended with exit code {code}{(_lastError is null ? "" : $": {_lastError}")}";
        return launch.ReportsWrongSettings && code == WrongSetting ? new(EndKind.Failed, code, _lastError ?? text) : new(EndKind.Crashed, code, text);
    }

    private void ReportHealth(string? wrong)
    {
        var (state, before) = (instance.Status.State, instance.Status.Detail);
        if (state == ResourceState.Running && before == wrong)
            return;
        if (state == ResourceState.Running && before is null)
            Say($"is not well: {wrong}");
        else if (state == ResourceState.Running && wrong is null)
            Say("is well again");
        instance.Update(s => s with { State = ResourceState.Running, Detail = wrong });
    }

    private async Task RestartRequestedAsync(CancellationToken stop)
    {
        await _restart.Task.WaitAsync(stop);
        _restart = NewRestart();
    }

    private void Say(string text) => instance.Log.Write($"warn: {instance.DisplayName} {text}", error: true);

    private static TaskCompletionSource NewRestart() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private enum EndKind
    {
        Completed,
        Crashed,
        Restart,
        Failed,
    }

    private sealed record End(EndKind Kind, int? ExitCode, string? Detail);
}
