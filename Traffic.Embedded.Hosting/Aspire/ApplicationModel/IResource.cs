namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the system, named uniquely.</summary>
public interface IResource
{
    string Name { get; }
}

/// <summary>Others reach it by a connection string.</summary>
public interface IResourceWithConnectionString : IResource;

/// <summary>Others find its addresses by its name.</summary>
public interface IResourceWithServiceDiscovery : IResource;

public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }

    IDistributedApplicationBuilder ApplicationBuilder { get; }
}
