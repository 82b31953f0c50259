using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ParameterExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, secret, _ => builder.Configuration[$"Parameters:{name}"] ?? value));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, GenerateParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(new ParameterResource(name, secret, host => builder.Configuration[$"Parameters:{name}"] ?? host.Secret(name)));
}
