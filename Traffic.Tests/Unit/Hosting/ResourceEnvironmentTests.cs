using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Tests.Unit.Hosting;

public sealed class ResourceEnvironmentTests : IDisposable
{
    private readonly MapFixture _map = new();

    [Fact]
    public async Task Build_References_InjectWhatAspireWould()
    {
        var kafka = _map.Builder.AddKafka("kafka");
        var trafficdb = _map.Builder.AddPostgres("postgres").AddDatabase("trafficdb", "traffic");
        var minio = _map.Builder.AddMinioContainer("minio");
        var worker = Service("worker").WithReplicas(2);
        var api = Service("api").WithReference(kafka).WithReference(trafficdb).WithReference(minio, "lake").WithReference(worker);
        var host = await _map.OpenAsync();

        var variables = Variables(api, host);

        Assert.Equal(host.Endpoint(kafka.Resource, "tcp").Authority, variables["ConnectionStrings__kafka"]);
        Assert.Equal($"Endpoint=file://{_map.Folder}/lake", variables["ConnectionStrings__lake"]);
        Assert.Matches(@"^Host=127\.0\.0\.1;Port=\d+;Username=traffic;Password=\w{32};Database=traffic$", variables["ConnectionStrings__trafficdb"]);
        Assert.Equal(Address(host, api), variables["ASPNETCORE_URLS"]);
        Assert.Equal(Address(host, worker), variables["services__worker__http__0"]);
        Assert.Equal(Address(host, worker, 1), variables["services__worker__http__1"]);
        Assert.NotEqual(variables["services__worker__http__0"], variables["services__worker__http__1"]);
        Assert.Equal("api", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=api-0", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("1", Variables(worker, host, 1)["Traffic__Replica"]);
    }

    [Fact]
    public async Task Build_WhatIsLeftOut_InjectsNothing()
    {
        var collector = _map.Builder.AddContainer("collector", "image", "1").WithHttpEndpoint(name: "otlp");
        var idle = Service("idle").WithExplicitStart();
        var api = Service("api").WithReference(idle).WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetEndpoint("otlp"));

        var variables = Variables(api, await _map.OpenAsync());

        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", variables.Keys);
        Assert.DoesNotContain("services__idle__http__0", variables.Keys);
    }

    [Fact]
    public async Task Build_Parameters_AreSetGivenOrGenerated()
    {
        _map.Builder.Configuration["Parameters:speed"] = "60";
        var speed = _map.Builder.AddParameter("speed", "1");
        var feeds = _map.Builder.AddParameter("feeds", "roads");
        var password = _map.Builder.AddParameter("password", new GenerateParameterDefault(), secret: true);
        var api = Service("api").WithEnvironment("SPEED", speed).WithEnvironment("FEEDS", feeds).WithEnvironment("KEY", password);
        var host = await _map.OpenAsync();

        var variables = ResourceEnvironment.Build(api.Resource, 0, host);

        Assert.Contains(new InjectedVariable("SPEED", "60"), variables);
        Assert.Contains(new InjectedVariable("FEEDS", "roads"), variables);
        var generated = variables.Single(v => v.Name == "KEY");
        Assert.True(generated.Secret);
        Assert.Equal(generated, ResourceEnvironment.Build(api.Resource, 0, host).Single(v => v.Name == "KEY"));
    }

    [Fact]
    public async Task Open_ReplicasOnAFixedPort_AreRefused()
    {
        _map.Builder.AddProject<MapFixture.AnyProject>("api").WithHttpEndpoint(port: 8080).WithReplicas(2);

        var error = await Assert.ThrowsAsync<HostException>(_map.OpenAsync);

        Assert.Equal("api has 2 replicas but the fixed port 8080: give it none or one replica", error.Message);
    }

    public void Dispose() => _map.Dispose();

    private static string Address(HostContext host, IResourceBuilder<ProjectResource> project, int replica = 0) =>
        host.Endpoint(project.Resource, "http", replica).GetLeftPart(UriPartial.Authority);

    private static Dictionary<string, string> Variables(IResourceBuilder<ProjectResource> project, HostContext host, int replica = 0) =>
        ResourceEnvironment.Build(project.Resource, replica, host).ToDictionary(v => v.Name, v => v.Value);

    private IResourceBuilder<ProjectResource> Service(string name) => _map.Builder.AddProject<MapFixture.AnyProject>(name).WithHttpEndpoint();
}
