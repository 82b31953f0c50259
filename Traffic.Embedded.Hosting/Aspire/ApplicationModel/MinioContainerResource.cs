using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An object store; here a folder takes its place.</summary>
public sealed class MinioContainerResource : ContainerResource, IResourceWithConnectionString
{
    internal MinioContainerResource(string name)
        : base(name)
    {
    }

    internal override string ConnectionString(HostContext host) => $"Endpoint=file://{host.Data.Folder("lake")}";

    internal override Launch CreateLaunch(HostContext host) => new AttachedLaunch($"a folder: {host.Data.Folder("lake")}");
}
