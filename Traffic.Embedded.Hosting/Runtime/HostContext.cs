using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting.Data;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>What resources are started with: data folder, addresses, secrets.</summary>
internal sealed class HostContext
{
    private readonly Dictionary<(Resource Resource, string Endpoint, int Replica), Uri> _endpoints = [];

    public HostContext(HostModel model, DataFolder data, PortAllocator ports)
    {
        Data = data;
        foreach (var resource in model.Resources.Where(r => r.CreateLaunch(this) is ProcessLaunch))
        {
            foreach (var endpoint in resource.Endpoints)
            {
                if (endpoint.Port is { } fixedPort && resource.Replicas > 1)
                    throw new HostException($"{resource.Name} has {resource.Replicas} replicas but the fixed port {fixedPort}: give it none or one replica");
                for (var replica = 0; replica < resource.Replicas; replica++)
                {
                    var port = model.Options.AutoPorts ? null : endpoint.Port;
                    _endpoints[(resource, endpoint.Name, replica)] = new UriBuilder(
                        endpoint.Scheme,
                        model.Options.Bind.ToString(),
                        port is null ? ports.Next() : ports.Take(port.Value, resource.Name)).Uri;
                }
            }
        }
    }

    public DataFolder Data { get; }

    /// <summary>Where a replica listens.</summary>
    public Uri Endpoint(Resource resource, string name, int replica = 0) => _endpoints[(resource, name, replica)];

    /// <returns>Null where this host leaves the resource out.</returns>
    public Uri? FindEndpoint(Resource resource, string name, int replica = 0) => _endpoints.GetValueOrDefault((resource, name, replica));

    /// <summary>A generated secret, the same at every start.</summary>
    public string Secret(string name) => Data.Secret(name);

    /// <summary>The built program of a project that the AppHost brings along without it being a resource.</summary>
    public static string ToolPath(string project) =>
        Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == $"Tool:{project}")?.Value is { } path
            ? Path.GetFullPath(path, AppContext.BaseDirectory)
            : throw new HostException($"{project} is not among the AppHost's references: build Traffic.AppHost again");
}
