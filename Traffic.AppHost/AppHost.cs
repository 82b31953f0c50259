// The map of the whole system: what there is, who talks to whom, who waits for whom. Read it from top to bottom.
var builder = DistributedApplication.CreateBuilder(args);
var dataFolder = builder.Configuration["Traffic:DataFolder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".traffic");
var simulatedFeeds = builder.Configuration["Parameters:simulators"] ?? "roads";

// What can be set, as Parameters:<name>.
var simulators = builder.AddParameter("simulators", simulatedFeeds);
var speed = builder.AddParameter("speed", "1");
var minioUser = builder.AddParameter("minio-user", "traffic");
var minioPassword = builder.AddParameter("minio-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);
var grafanaPassword = builder.AddParameter("grafana-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);

// The log. Everything flows through it.
var kafka = builder.AddKafka("kafka", port: 19092)
    .WithDataVolume("traffic-kafka")
    .WithKafkaUI(ui => ui.WithHostPort(8085));

// The tables that are asked often, and the lake that keeps everything.
var postgres = builder.AddPostgres("postgres", port: 15432)
    .WithDataVolume("traffic-postgres");
var trafficdb = postgres.AddDatabase("trafficdb", "traffic");
#pragma warning disable CS0618 // Marked obsolete as MinIO's community edition has ended; any S3 store can take its place.
var minio = builder.AddMinioContainer("minio", minioUser, minioPassword)
    .WithDataVolume("traffic-lake");
#pragma warning restore CS0618

// Telemetry: services → collector → Prometheus → Grafana, and on to Aspire's dashboard.
var prometheus = builder.AddContainer("prometheus", "prom/prometheus", "v3.5.0")
    .WithBindMount("observability/prometheus.yml", "/etc/prometheus/prometheus.yml", isReadOnly: true)
    .WithArgs("--config.file=/etc/prometheus/prometheus.yml", "--web.enable-otlp-receiver")
    .WithVolume("traffic-prometheus", "/prometheus")
    .WithHttpEndpoint(port: 9090, targetPort: 9090);
var collector = builder.AddContainer("otel-collector", "otel/opentelemetry-collector-contrib", "0.131.1")
    .WithBindMount("observability/otel-collector.yaml", "/etc/otelcol-contrib/config.yaml", isReadOnly: true)
    .WithEnvironment("PROMETHEUS_ENDPOINT", prometheus.GetEndpoint("http"))
    .WithEnvironment("DASHBOARD_API_KEY", builder.Configuration["AppHost:OtlpApiKey"])
    .WithOtlpExporter()
    .WithHttpEndpoint(targetPort: 4317, name: "otlp")
    .WaitForStart(prometheus);
builder.AddContainer("grafana", "grafana/grafana", "12.1.0")
    .WithBindMount("observability/grafana", "/etc/grafana/provisioning", isReadOnly: true)
    .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", grafanaPassword)
    .WithEnvironment("PROMETHEUS_ENDPOINT", prometheus.GetEndpoint("http"))
    .WithHttpEndpoint(port: 3000, targetPort: 3000)
    .WaitForStart(prometheus);

// Topics and tables: made once, then it ends.
var init = builder.AddProject<Projects.Traffic_Sink>("init")
    .WithArgs("init")
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(trafficdb).WaitFor(trafficdb)
    .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetEndpoint("otlp"));

// Sources → raw topics.
var simulator = Service<Projects.Traffic_Simulator>("simulator")
    .WithEnvironment("Traffic__Simulators", simulators)
    .WithEnvironment("Traffic__Speed", speed);
if (simulatedFeeds == "none")
    simulator.WithExplicitStart();

// Raw → clean, dead letters, windows.
var processor = Service<Projects.Traffic_Processor>("processor")
    .WithReplicas(Replicas("processor"));

// Clean, windows → tables and lake.
var sink = Service<Projects.Traffic_Sink>("sink")
    .WithReference(trafficdb).WaitFor(trafficdb)
    .WithReference(minio, "lake").WaitFor(minio)
    .WithReplicas(Replicas("sink"));

// Tables and log → REST, live push, dashboard.
var api = Service<Projects.Traffic_Api>("api", port: 8080)
    .WithReference(trafficdb).WaitFor(trafficdb)
    .WithReference(minio, "lake").WaitFor(minio)
    .WithReference(simulator).WithReference(processor).WithReference(sink)
    .WithExternalHttpEndpoints();
if (builder.ExecutionContext.IsRunMode)
    api.WithEnvironment("Traffic__Dashboard__Root", Path.Combine(builder.AppHostDirectory, "..", "artifacts", "dashboard"));

builder.Build().Run();

// What all services have in common.
IResourceBuilder<ProjectResource> Service<TProject>(string name, int? port = null)
    where TProject : IProjectMetadata, new()
{
    var service = builder.AddProject<TProject>(name)
        .WithReference(kafka).WaitFor(kafka)
        .WaitForCompletion(init)
        .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetEndpoint("otlp"))
        .WithHttpEndpoint(port: port, name: "http")
        .WithHttpHealthCheck("/health");
    if (builder.ExecutionContext.IsRunMode)
        service.WithEnvironment("Traffic__ReferenceFolder", Path.Combine(dataFolder, "reference"));
    return service;
}

int Replicas(string name) => int.TryParse(builder.Configuration[$"Replicas:{name}"], out var count) ? count : 1;
