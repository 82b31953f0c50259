using System.Net;

namespace Traffic.Embedded.Broker.Network;

/// <summary>What a handler knows of a request besides its body.</summary>
/// <param name="Version">Version of the API that the client speaks.</param>
/// <param name="ClientId">The name the client gave itself; empty if none.</param>
/// <param name="Stopping">Ends when the broker stops or the client is gone.</param>
internal sealed record RequestContext(short Version, string ClientId, IPAddress ClientHost, CancellationToken Stopping);
