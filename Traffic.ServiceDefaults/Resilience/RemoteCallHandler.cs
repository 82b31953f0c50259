namespace Traffic.ServiceDefaults.Resilience;

/// <summary>Puts requests that are safe to repeat through <see cref="RemoteCalls.Http"/>.</summary>
internal sealed class RemoteCallHandler(RemoteCalls calls) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var repeatable = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
        if (!repeatable)
            return await base.SendAsync(request, cancellationToken);
        var address = request.RequestUri;
        return await calls.Http.ExecuteAsync(
            async cancel =>
            {
                // Discovery rewrites the address: each attempt starts from the logical one and may meet another replica.
                request.RequestUri = address;
                return await base.SendAsync(request, cancel);
            },
            cancellationToken);
    }
}
