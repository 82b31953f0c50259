using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly RunOptions _options;
    private readonly List<IResource> _resources = [];

    public DistributedApplicationBuilder(RunOptions options)
    {
        _options = options;
        AppHostDirectory = FindAppHostDirectory();
        Configuration = new ConfigurationManager();
        Configuration.AddEnvironmentVariables();
        Configuration.AddInMemoryCollection(options.Settings);
    }

    public ConfigurationManager Configuration { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    public string AppHostDirectory { get; }

    /// <summary>As the build wrote it into the AppHost.</summary>
    public static string FindAppHostDirectory() => Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "AppHostDirectory")?.Value ?? AppContext.BaseDirectory;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (_resources.Any(r => r.Name == resource.Name))
            throw new InvalidOperationException($"two resources are named {resource.Name}");
        _resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public IReadOnlyList<Resource> Resources => [.. _resources.OfType<Resource>()];

    public DistributedApplication Build() => new(new HostModel(_options, Configuration, Resources));
}
