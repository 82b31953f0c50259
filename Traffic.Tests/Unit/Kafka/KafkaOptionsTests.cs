using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Traffic.Feeds;
using Traffic.Kafka;

namespace Traffic.Tests.Unit.Kafka;

public sealed class KafkaOptionsTests
{
    [Fact]
    public void AddTrafficKafka_SettingsForTheClient_AreHandedThrough()
    {
        var options = Bind(("ConnectionStrings:kafka", "h:1"), ("Traffic:Kafka:Config:sasl.username", "me"), ("Traffic:ApplicationId", "x"));
        Assert.Equal(("h:1", "me", "x"), (options.BootstrapServers, options.Config["sasl.username"], options.ApplicationId));
    }

    [Theory]
    [InlineData("ConnectionStrings:kafka", "", "ConnectionStrings:kafka is not set")]
    [InlineData("Traffic:ApplicationId", "no spaces", "Traffic:ApplicationId is 'no spaces'")]
    [InlineData("Traffic:ReferenceFolder", "/does/not/exist", "Traffic:ReferenceFolder is '/does/not/exist'")]
    public void AddTrafficKafka_WrongSetting_SaysWhatToChange(string key, string value, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Bind(("ConnectionStrings:kafka", "h:1"), (key, value)));
        Assert.StartsWith(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static KafkaOptions Bind(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(s => s.Key).ToDictionary(s => s.Key, s => (string?)s.Last().Value)).Build();
        using var services = new ServiceCollection().AddTrafficKafka(configuration, FeedCatalogue.Default.Feeds).BuildServiceProvider();
        return services.GetRequiredService<IOptions<KafkaOptions>>().Value;
    }
}
