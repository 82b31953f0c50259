using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class KafkaExtensions
{
    public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, string name, int? port = null) =>
        builder.AddResource(new KafkaServerResource(name, port));

    public static IResourceBuilder<KafkaServerResource> WithKafkaUI(
        this IResourceBuilder<KafkaServerResource> builder, Action<IResourceBuilder<KafkaUIContainerResource>>? configureContainer = null)
    {
        var ui = builder.ApplicationBuilder.AddResource(new KafkaUIContainerResource($"{builder.Resource.Name}-ui"));
        configureContainer?.Invoke(ui);
        return builder;
    }

    public static IResourceBuilder<KafkaUIContainerResource> WithHostPort(this IResourceBuilder<KafkaUIContainerResource> builder, int? port) => builder;
}
