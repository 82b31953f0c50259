using System.Text.Json;
using Traffic.ServiceDefaults.Discovery;

namespace Traffic.Api.Pipeline;

/// <summary>Asks the services for their health.</summary>
internal sealed class ServiceProbe(ServiceEndpoints endpoints) : IDisposable
{
    private static readonly string[] Names = ["simulator", "processor", "sink"];

    // Not from the factory: its clients repeat failed calls, and here the failure is the answer.
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };

    public Task<ServiceState[]> ProbeAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Names.Select(name => ProbeAsync(name, cancellationToken)));

    public void Dispose() => _http.Dispose();

    /// <summary>A service is up when all its replicas are.</summary>
    private async Task<ServiceState> ProbeAsync(string name, CancellationToken cancellationToken)
    {
        var replicas = endpoints.All(name);
        if (replicas.Count == 0)
        {
            return new(name, "unknown", $"services__{name}__http__0 is not set");
        }

        var failures = (await Task.WhenAll(replicas.Select(r => FailureAsync(r, cancellationToken)))).OfType<string>().ToList();
        return failures.Count == 0 ? new(name, "up", null) : new(name, "down", string.Join("; ", failures));
    }

    private async Task<string?> FailureAsync(Uri replica, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(replica, "/health"), cancellationToken);
            return answer.IsSuccessStatusCode ? null : Describe(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            return $"{replica.Authority}: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{replica.Authority} does not answer within {_http.Timeout.TotalSeconds:0} s";
        }
    }

    /// <summary>The checks that failed, from <c>{"checks":[{"name","status","detail"}]}</c>.</summary>
    private static string Describe(byte[] report)
    {
        try
        {
            using var json = JsonDocument.Parse(report);
            var failed = json.RootElement.GetProperty("checks").EnumerateArray()
                .Where(c => c.GetProperty("status").GetString() != "Healthy")
                .Select(c => $"{c.GetProperty("name")}: {(c.TryGetProperty("detail", out var detail) ? detail : c.GetProperty("status"))}");
            return string.Join("; ", failed);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "its health report can't be read";
        }
    }
}
