using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Readiness;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>A service: <c>dotnet exec</c> of its assembly, with the environment that Aspire would inject.</summary>
internal sealed class ProjectLaunch(ProjectResource project, string assembly, HostContext host) : ProcessLaunch
{
    public override Task<ProcessSpec> PrepareAsync(int replica, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(assembly, AppContext.BaseDirectory);
        return Task.FromResult(DotNet.Spec(path, project.Arguments, Environment(replica)));
    }

    public override ReadinessProbe CreateProbe(int replica) =>
        project.HealthPath is { } health && project.Endpoints.FirstOrDefault() is { } endpoint
            ? new HttpProbe(new Uri(host.Endpoint(project, endpoint.Name, replica), health))
            : new AliveProbe();

    public override IReadOnlyList<InjectedVariable> Environment(int replica) => ResourceEnvironment.Build(project, replica, host);
}
