
namespace Traffic.ServiceDefaults.Discovery;

/// <summary>Where the replicas of a service listen, from <c>services:{name}:{scheme}:{n}</c>.</summary>
public sealed class ServiceEndpoints(IConfiguration configuration)
{
    private int _next;

    /// <summary>All replicas; empty where the service is not known here.</summary>
    /// <param name="name">Resource name, e.g. <c>api</c>.</param>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    public IReadOnlyList<Uri> All(string name, string scheme = "http") =>
        [.. configuration.GetSection($"services:{name}:{scheme}").GetChildren()
            .Where(c => c.Value is not null)
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new Uri(c.Value!))];

    /// <summary>
    /// Rewrites <c>https+http://name/path</c> to a replica in turn, the first scheme that has any winning. Addresses of
    /// unknown names stay as they are, but for a joined scheme, which falls back to its last part.
    /// </summary>
    public Uri Resolve(Uri address)
    {
        var schemes = address.Scheme.Split('+');
        foreach (var scheme in schemes)
        {
            var replicas = All(address.Host, scheme);
            if (replicas.Count == 0)
                continue;
            var replica = replicas[(int)((uint)Interlocked.Increment(ref _next) % (uint)replicas.Count)];
            return new UriBuilder(address) { Scheme = replica.Scheme, Host = replica.Host, Port = replica.Port }.Uri;
        }

        return schemes.Length == 1 ? address : new UriBuilder(address) { Scheme = schemes[^1] }.Uri;
    }
}
