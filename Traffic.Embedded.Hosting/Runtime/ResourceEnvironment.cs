using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>The variables that Aspire injects into a project, with this host's addresses.</summary>
internal static class ResourceEnvironment
{
    public static IReadOnlyList<InjectedVariable> Build(Resource resource, int replica, HostContext host)
    {
        var environmentName = System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        var variables = new List<InjectedVariable>
        {
            new("ASPNETCORE_ENVIRONMENT", environmentName),
            new("DOTNET_ENVIRONMENT", environmentName),
            new("OTEL_SERVICE_NAME", resource.Name),
            new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={resource.Name}-{replica.ToString(CultureInfo.InvariantCulture)}"),
            new("Traffic__Replica", replica.ToString(CultureInfo.InvariantCulture)),
        };
        if (resource.Endpoints.Count > 0)
        {
            var urls = resource.Endpoints.Select(e => host.Endpoint(resource, e.Name, replica).GetLeftPart(UriPartial.Authority));
            variables.Add(new("ASPNETCORE_URLS", string.Join(';', urls)));
        }

        variables.AddRange(resource.References.SelectMany(reference => References(reference, host)));
        variables.AddRange(resource.Environment.Select(e => Declared(e.Key, e.Value, host)).OfType<InjectedVariable>());
        return variables;
    }

    private static IEnumerable<InjectedVariable> References(ReferenceDeclaration reference, HostContext host)
    {
        var dependency = reference.Dependency;
        if (reference.ConnectionName is { } name)
        {
            if (dependency.ConnectionString(host) is { } connectionString)
                yield return new($"ConnectionStrings__{name}", connectionString);
            yield break;
        }

        if (dependency.ExplicitStart)
            yield break;
        foreach (var endpoint in dependency.Endpoints)
        {
            for (var i = 0; i < dependency.Replicas; i++)
            {
                if (host.FindEndpoint(dependency, endpoint.Name, i) is { } address)
                    yield return new($"services__{dependency.Name}__{endpoint.Name}__{i}", address.GetLeftPart(UriPartial.Authority));
            }
        }
    }

    /// <returns>Null for the address of something that this host leaves out.</returns>
    private static InjectedVariable? Declared(string name, object value, HostContext host) => value switch
    {
        EndpointReference endpoint => host.FindEndpoint(endpoint.Resource, endpoint.EndpointName) is { } address
            ? new(name, address.GetLeftPart(UriPartial.Authority))
            : null,
        ParameterResource parameter => new(name, parameter.Value(host), parameter.Secret),
        _ => new(name, (string)value),
    };
}
