using System.Net.Sockets;

namespace Traffic.Embedded.Hosting.Readiness;

/// <summary>Well while it accepts connections.</summary>
internal sealed class TcpProbe(string host, int port) : ReadinessProbe
{
    public override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, cancellationToken);
            return null;
        }
        catch (SocketException e)
        {
            return $"{host}:{port}: {e.Message}";
        }
    }
}
