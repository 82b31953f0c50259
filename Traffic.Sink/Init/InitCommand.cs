using Traffic.Feeds;
using Traffic.Feeds.Sql;
using Traffic.Kafka;
using Traffic.Sink.Schema;

namespace Traffic.Sink.Init;

/// <summary><c>Traffic.Sink init</c>: topics, reference data, schemas and tables. Safe to repeat.</summary>
internal static class InitCommand
{
    /// <returns>Exit code 0, or 1 after one line that says what did not work, or 2 for a wrong setting.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("trafficdb");
        builder.Services.AddTrafficKafka(builder.Configuration, FeedCatalogue.Default.Feeds);
        builder.Services.AddSingleton(new SqlCatalogue(FeedCatalogue.Default.Feeds));
        builder.Services.AddSingleton<SchemaMigrator>();
        builder.Services.AddSingleton<Initializer>();
        using var host = builder.Build();
        return await host.RunOnceAsync(builder.Environment.ApplicationName, builder.Configuration,
            (services, cancel) => services.GetRequiredService<Initializer>().RunAsync(cancel));
    }
}
