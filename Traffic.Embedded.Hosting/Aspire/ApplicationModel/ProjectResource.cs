using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A service of this solution.</summary>
public sealed class ProjectResource : Resource, IResourceWithServiceDiscovery
{
    private readonly IProjectMetadata _project;

    internal ProjectResource(string name, IProjectMetadata project)
        : base(name) => _project = project;

    internal override Launch CreateLaunch(HostContext host) => new ProjectLaunch(this, _project.AssemblyPath, host);
}
