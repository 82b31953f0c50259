using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the map says about one part of the system; the embedded host reads it when it starts the part.</summary>
public abstract class Resource : IResource
{
    private protected Resource(string name) => Name = name;

    public string Name { get; }

    internal List<EndpointDeclaration> Endpoints { get; } = [];

    internal List<WaitDeclaration> Waits { get; } = [];

    internal List<ReferenceDeclaration> References { get; } = [];

    /// <summary>Text, an <see cref="EndpointReference"/> or a <see cref="ParameterResource"/> by variable.</summary>
    internal List<KeyValuePair<string, object>> Environment { get; } = [];

    internal List<string> Arguments { get; } = [];

    internal int Replicas { get; set; } = 1;

    internal string? HealthPath { get; set; }

    /// <summary>Started by hand only.</summary>
    internal bool ExplicitStart { get; set; }

    /// <summary>How this host brings it about: as a process, as something else that does its work, or not at all.</summary>
    internal abstract Launch CreateLaunch(HostContext host);

    /// <summary>What a reference to it injects, null where it is not there.</summary>
    internal virtual string? ConnectionString(HostContext host) => null;
}
