using System.Net;
using System.Net.Sockets;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>
/// Free ports below the range from which the kernel takes ports for outgoing connections, so that no client can hold a service's
/// port while it restarts.
/// </summary>
internal sealed class PortAllocator(IPAddress address)
{
    private const int Lowest = 20000;
    private static readonly int BelowEphemeral = ReadLowestEphemeral() - 1;
    private readonly HashSet<int> _taken = [];

    /// <summary>A free port, from a random place on: hosts that start at once rarely meet.</summary>
    public int Next()
    {
        var span = BelowEphemeral - Lowest;
        var start = Random.Shared.Next(span);
        for (var i = 0; i < span; i++)
        {
            var port = Lowest + ((start + i) % span);
            if (IsFree(port) && _taken.Add(port))
                return port;
        }

        throw new HostException($"no free port from {Lowest} to {BelowEphemeral}: end programs that listen there");
    }

    /// <exception cref="HostException">Another program listens there.</exception>
    public int Take(int port, string resource) => IsFree(port) && _taken.Add(port)
        ? port
        : throw new HostException($"port {port} of {resource} is taken by another program: end it, or start with --ports auto");

    private bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int ReadLowestEphemeral()
    {
        const string File = "/proc/sys/net/ipv4/ip_local_port_range";
        return System.IO.File.Exists(File) && int.TryParse(System.IO.File.ReadAllText(File).Split('\t')[0], out var lowest) && lowest > Lowest + 1000
            ? lowest
            : 32768;
    }
}
