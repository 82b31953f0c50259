using System.Text.Json;

namespace Traffic.Cli.Status;

/// <summary>Asks the API for the state of the pipeline.</summary>
internal sealed class PipelineClient(Uri api) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = api, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The answer as it came.</summary>
    /// <param name="fresh">The view must begin after the call.</param>
    /// <exception cref="HttpRequestException">There is none, or, for a fresh view, Kafka or PostgreSQL did not answer the API.</exception>
    public async Task<byte[]> GetAsync(bool fresh, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(fresh ? "/api/v1/pipeline?fresh=true" : "/api/v1/pipeline", UriKind.Relative), cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? body : throw new HttpRequestException($"{(int)answer.StatusCode} {answer.ReasonPhrase}{Detail(body)}");
    }

    public static PipelineStatus Parse(byte[] json) => JsonSerializer.Deserialize(json, PipelineStatusJson.Default.PipelineStatus)!;

    public void Dispose() => _http.Dispose();

    private static string Detail(byte[] problem)
    {
        try
        {
            using var json = JsonDocument.Parse(problem);
            return json.RootElement.TryGetProperty("detail", out var detail) ? $": {detail}" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
