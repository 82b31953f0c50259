using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class EndpointExtensions
{
    /// <param name="builder">The resource.</param>
    /// <param name="port">Where it can be reached; null: any free port.</param>
    /// <param name="targetPort">The port inside its container; without meaning here.</param>
    /// <param name="name">By default the scheme.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null)
        where T : IResource => builder.With(r => r.Endpoints.Add(new(name ?? "http", "http", port)));

    /// <remarks>All endpoints of the embedded host are on the address that <c>--bind</c> says.</remarks>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder;

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null)
        where T : IResource => builder.With(r => r.HealthPath = path ?? "/");

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResource => new(builder.Declaration(), name);
}
