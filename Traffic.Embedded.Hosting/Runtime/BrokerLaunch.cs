using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Readiness;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>Kafka as our own broker, its log in the data folder.</summary>
internal sealed class BrokerLaunch(KafkaServerResource kafka, HostContext host) : ProcessLaunch
{
    private Uri Address => host.Endpoint(kafka, KafkaServerResource.EndpointName);

    public override Task<ProcessSpec> PrepareAsync(int replica, CancellationToken cancellationToken) =>
        Task.FromResult(DotNet.Spec(HostContext.ToolPath("Traffic.Embedded.Broker"), [], Environment(replica)));

    public override ReadinessProbe CreateProbe(int replica) => new TcpProbe(Address.DnsSafeHost, Address.Port);

    public override IReadOnlyList<InjectedVariable> Environment(int replica) =>
    [
        new("Kafka__Host", Address.DnsSafeHost),
        new("Kafka__Port", Address.Port.ToString(CultureInfo.InvariantCulture)),
        new("Kafka__Data", host.Data.Folder("kafka")),
        new("OTEL_SERVICE_NAME", kafka.Name),
    ];
}
