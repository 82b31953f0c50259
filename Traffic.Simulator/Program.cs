using System.Text.Json;
using Traffic.Feeds;
using Traffic.Feeds.Roads;
using Traffic.Simulator;
using Traffic.Simulator.Roads;
using Traffic.Streaming.References;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKafkaHealthCheck("kafka");
builder.AddValidatedOptions<SimulatorOptions>("Traffic");
builder.Services.AddSingleton<RoadCatalogue>();
builder.Services.AddHostedService<RoadSimulator>();

var app = builder.Build();
app.MapDefaultEndpoints();
var reference = FeedCatalogue.Default.Find(RoadsFeed.Name)!.References.First(r => r.Name == RoadsFeed.MetadataName);
using (var file = reference.OpenDefault())
{
    var rows = JsonSerializer.Deserialize<JsonElement[]>(file)!.Select(r => new ReferenceRow($"{r.GetProperty("region")}|{r.GetProperty("road")}", r));
    app.Services.GetRequiredService<RoadCatalogue>().Update(new ReferenceTable(reference.Name, "", rows));
}

return await app.RunServiceAsync();
