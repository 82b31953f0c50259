namespace Traffic.Embedded.Hosting.Readiness;

/// <summary>Well while a GET is answered with success.</summary>
internal sealed class HttpProbe(Uri address) : ReadinessProbe
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.GetAsync(address, cancellationToken);
            if (response.IsSuccessStatusCode)
                return null;
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return $"{address} answers {(int)response.StatusCode} {body[..Math.Min(body.Length, 300)]}".ReplaceLineEndings(" ");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"{address}: {e.Message}";
        }
    }
}
