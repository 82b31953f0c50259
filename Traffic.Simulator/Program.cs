using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Simulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKafkaHealthCheck("kafka");
builder.AddValidatedOptions<SimulatorOptions>("Traffic");
builder.Services.AddTrafficKafka(builder.Configuration, FeedCatalogue.Default.Feeds);
builder.Services.AddReferenceReader();
builder.Services.AddHostedService<RoadSimulator>();

var app = builder.Build();
app.MapDefaultEndpoints();
return await app.RunServiceAsync();
