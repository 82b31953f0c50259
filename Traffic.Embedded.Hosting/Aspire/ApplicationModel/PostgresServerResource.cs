using Traffic.Embedded.Hosting.Postgres;
using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>PostgreSQL; here the real server is started from its binaries.</summary>
public sealed class PostgresServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    internal PostgresServerResource(string name, int? port)
        : base(name) => Endpoints.Add(new EndpointDeclaration(EndpointName, "tcp", port));

    internal List<PostgresDatabaseResource> Databases { get; } = [];

    internal string Password(HostContext host) => host.Secret($"{Name}-password");

    internal override string ConnectionString(HostContext host) => ConnectionString(host, "postgres");

    internal string ConnectionString(HostContext host, string database) =>
        PostgresServer.ConnectionString(host.Endpoint(this, EndpointName), Password(host), database);

    internal override Launch CreateLaunch(HostContext host) => new PostgresLaunch(this, host);
}

public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
        : base(name) => (DatabaseName, Parent) = (databaseName, parent);

    public string DatabaseName { get; }

    public PostgresServerResource Parent { get; }

    internal override string ConnectionString(HostContext host) => Parent.ConnectionString(host, DatabaseName);

    /// <remarks>The server makes its databases before it starts.</remarks>
    internal override Launch CreateLaunch(HostContext host) => new AttachedLaunch($"in {Parent.Name}");
}
