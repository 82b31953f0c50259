using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting.Postgres;
using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Readiness;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>The real PostgreSQL server, its data in the data folder.</summary>
internal sealed class PostgresLaunch(PostgresServerResource postgres, HostContext host) : ProcessLaunch
{
    /// <remarks>Fast shutdown: open transactions are rolled back, nothing has to be recovered afterwards.</remarks>
    public override Signal StopSignal => Signal.Int;

    public override TimeSpan StopGrace => TimeSpan.FromSeconds(3);

    public override bool ReportsWrongSettings => false;

    public override async Task<ProcessSpec> PrepareAsync(int replica, CancellationToken cancellationToken)
    {
        var server = await PostgresServer.PrepareAsync(
            host.Data.Folder("postgres"), postgres.Password(host), [.. postgres.Databases.Select(d => d.DatabaseName)], cancellationToken);
        return server.Spec(host.Endpoint(postgres, PostgresServerResource.EndpointName));
    }

    public override ReadinessProbe CreateProbe(int replica) => new LogProbe(PostgresServer.IsReady);

    public override IReadOnlyList<InjectedVariable> Environment(int replica) => [];
}
