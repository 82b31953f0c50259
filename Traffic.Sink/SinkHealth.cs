using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Traffic.Sink;

/// <summary>What keeps the sink from storing, by component; one log line when that begins and one when it ends.</summary>
internal sealed partial class SinkHealth(ILogger<SinkHealth> log) : IHealthCheck
{
    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);

    public void Report(string component, string reason)
    {
        if (_problems.TryAdd(component, reason))
            LogProblem(component, reason);
        else
            _problems[component] = reason;
    }

    public void Clear(string component)
    {
        if (_problems.TryRemove(component, out _))
            LogRecovered(component);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = _problems.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.Value}").ToList();
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join("; ", problems)));
    }

    [LoggerMessage(1, LogLevel.Warning, "{Component}: {Reason}")]
    private partial void LogProblem(string component, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Component}: works again")]
    private partial void LogRecovered(string component);
}
