using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed class ResourceBuilder<T>(IDistributedApplicationBuilder builder, T resource) : IResourceBuilder<T>
    where T : IResource
{
    public T Resource => resource;

    public IDistributedApplicationBuilder ApplicationBuilder => builder;
}

internal static class ResourceBuilderAccess
{
    /// <summary>What the map says about the resource, to write to.</summary>
    public static Resource Declaration<T>(this IResourceBuilder<T> builder)
        where T : IResource => (Resource)(object)builder.Resource;
}
