using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Traffic.Api.Ingest;

/// <summary>The body limit as an endpoint's metadata; decompression and the server hold requests to it.</summary>
internal sealed class BodyLimit(IServiceProvider services) : IRequestSizeLimitMetadata
{
    // Read when it is needed: wrong settings are reported at start, not while endpoints are mapped.
    public long? MaxRequestBodySize => services.GetRequiredService<IOptions<IngestOptions>>().Value.MaxBodyBytes;
}
