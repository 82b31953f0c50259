using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ProjectExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddResource(new ProjectResource(name, new TProject()));
}
