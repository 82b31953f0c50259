using Microsoft.Extensions.Options;
using Traffic.Api.Http;

namespace Traffic.Api.Ingest;

/// <summary>Bounds the memory of all requests together: who comes when it is used up is asked to come again.</summary>
internal sealed class IngestGate(IOptions<IngestOptions> options)
{
    private long _bytes;

    /// <summary>Takes room for a body; disposing gives it back.</summary>
    /// <exception cref="ApiException">429: there is no room.</exception>
    public IDisposable Enter(long bytes)
    {
        // A body larger than all the room passes while it is alone.
        if (Interlocked.Add(ref _bytes, bytes) is var used && used > options.Value.MaxInFlightBytes && used > bytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            throw new ApiException(StatusCodes.Status429TooManyRequests, "Too many records wait for Kafka.")
            {
                Fix = "Wait as long as Retry-After says, then repeat the request.",
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }

        return new Room(this, bytes);
    }

    private sealed class Room(IngestGate gate, long bytes) : IDisposable
    {
        private long _held = bytes;

        public void Dispose() => Interlocked.Add(ref gate._bytes, -Interlocked.Exchange(ref _held, 0));
    }
}
