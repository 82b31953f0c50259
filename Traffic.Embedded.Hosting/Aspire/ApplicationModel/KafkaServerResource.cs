using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Kafka; here our own single-node broker takes its place.</summary>
public sealed class KafkaServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    internal KafkaServerResource(string name, int? port)
        : base(name) => Endpoints.Add(new EndpointDeclaration(EndpointName, "tcp", port));

    internal override string ConnectionString(HostContext host) => host.Endpoint(this, EndpointName).Authority;

    internal override Launch CreateLaunch(HostContext host) => new BrokerLaunch(this, host);
}
