using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The folder of the AppHost project.</summary>
    string AppHostDirectory { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

public sealed class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext()
    {
    }

    public bool IsRunMode { get; } = true;

    public bool IsPublishMode => !IsRunMode;
}
