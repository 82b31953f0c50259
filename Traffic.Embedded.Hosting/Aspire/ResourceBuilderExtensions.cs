using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What can be said about a resource, as in Aspire.</summary>
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResource => builder.With(r => r.Environment.Add(new(name, value ?? "")));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResource => builder.With(r => r.Environment.Add(new(name, endpointReference)));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResource => builder.With(r => r.Environment.Add(new(name, parameter.Resource)));

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResource => builder.With(r => r.Arguments.AddRange(args));

    /// <summary>Injects <c>ConnectionStrings__{connectionName}</c>, by default under the resource's name.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where T : IResource => builder.With(r => r.References.Add(new(source.Declaration(), connectionName ?? source.Resource.Name)));

    /// <summary>Injects <c>services__{name}__{endpoint}__{n}</c> for each replica.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResource => builder.With(r => r.References.Add(new(source.Declaration(), null)));

    /// <summary>Starts it once the dependency is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResource => builder.With(r => r.Waits.Add(new(dependency.Declaration(), WaitUntil.Healthy)));

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResource => builder.With(r => r.Waits.Add(new(dependency.Declaration(), WaitUntil.Started)));

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResource => builder.With(r => r.Waits.Add(new(dependency.Declaration(), WaitUntil.Completed, exitCode)));

    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.With(r => r.ExplicitStart = true);

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.With(r => r.Replicas = replicas);

    internal static IResourceBuilder<T> With<T>(this IResourceBuilder<T> builder, Action<Resource> declare)
        where T : IResource
    {
        declare(builder.Declaration());
        return builder;
    }
}
