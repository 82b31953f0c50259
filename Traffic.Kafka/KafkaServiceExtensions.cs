using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Traffic.Kafka.Reference;
using Traffic.Streaming.Declarations;

namespace Traffic.Kafka;

public static class KafkaServiceExtensions
{
    /// <summary>
    /// Registers <see cref="KafkaClients"/>, <see cref="TopicCatalogue"/> and <see cref="TopicAdmin"/> for the given feeds, and the
    /// files and publisher of their reference tables. Wrong settings stop the service at its start.
    /// </summary>
    public static IServiceCollection AddTrafficKafka(
        this IServiceCollection services, IConfiguration configuration, IReadOnlyList<FeedDeclaration> feeds)
    {
        services.AddSingleton<IValidateOptions<KafkaOptions>, KafkaOptionsValidator>();
        services.AddOptions<KafkaOptions>().ValidateOnStart().Configure(options =>
        {
            var section = configuration.GetSection(KafkaOptions.Section);
            options.ApplicationId = section["ApplicationId"] ?? KafkaOptions.DefaultApplicationId;
            options.ReferenceFolder = section["ReferenceFolder"];
            options.BootstrapServers = configuration.GetConnectionString("kafka") ?? "";
            options.Config = section.GetSection("Kafka:Config").AsEnumerable(makePathsRelative: true)
                .Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Key.Replace(':', '.'), pair => pair.Value!);
        });
        services.AddSingleton<KafkaClients>();
        services.AddSingleton(s => new TopicCatalogue(feeds, s.GetRequiredService<IOptions<KafkaOptions>>().Value.ApplicationId));
        services.AddSingleton<TopicAdmin>();
        services.AddSingleton<ReferenceFiles>();
        services.AddSingleton<ReferencePublisher>();
        return services;
    }

    /// <summary>Adds a <see cref="ReferenceReader"/> that follows the reference topics of the catalogue while the host runs.</summary>
    public static IServiceCollection AddReferenceReader(this IServiceCollection services) =>
        services.AddSingleton<ReferenceReader>().AddHostedService(s => s.GetRequiredService<ReferenceReader>());
}
