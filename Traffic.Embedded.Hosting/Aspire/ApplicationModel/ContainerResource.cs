using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that exists as a container image only: this host leaves it out and says so.</summary>
public class ContainerResource : Resource
{
    internal ContainerResource(string name)
        : base(name)
    {
    }

    internal override Launch CreateLaunch(HostContext host) => new SkippedLaunch("a container: ./traffic run --host aspire has it");
}

public sealed class KafkaUIContainerResource : ContainerResource
{
    internal KafkaUIContainerResource(string name)
        : base(name)
    {
    }
}
