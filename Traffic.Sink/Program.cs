using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Kafka;
using Traffic.Sink;
using Traffic.Sink.Init;
using Traffic.Sink.Schema;
using Traffic.Sink.Store;
using Traffic.Sink.Tables;

if (args is ["init", ..])
    return await InitCommand.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("trafficdb");
builder.AddKafkaHealthCheck("kafka");
builder.AddValidatedOptions<SinkOptions>(SinkOptions.Section);
builder.Services.AddTrafficKafka(builder.Configuration, FeedCatalogue.Default.Feeds);
builder.Services.AddSingleton(new SqlCatalogue(FeedCatalogue.Default.Feeds));
builder.Services.AddSingleton<SchemaCheck>();
builder.Services.AddSingleton<RoutingTable>();
builder.Services.AddSingleton<SinkHealth>();
builder.Services.AddSingleton<SinkMetrics>();
builder.Services.AddSingleton<StoreRetry>();
builder.Services.AddSingleton<PostgresStore>();
builder.Services.AddSingleton<RefusedRecords>();
builder.Services.AddSingleton<BatchWriter>();
builder.Services.AddSingleton<SinkLoop>();
builder.Services.AddHostedService<SinkService>();
builder.Services.AddHealthChecks().AddCheck<SinkHealth>("sink").AddCheck<SchemaHealthCheck>("schema");

var app = builder.Build();
app.MapDefaultEndpoints();
return await app.RunServiceAsync();
