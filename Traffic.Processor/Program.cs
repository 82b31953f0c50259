using Traffic.Feeds;
using Traffic.Processor;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddProcessor(FeedCatalogue.Default.Feeds);
var app = builder.Build();
app.MapDefaultEndpoints();
return await app.RunServiceAsync();
