namespace Traffic.Tests.Unit;

public sealed class SmokeTests
{
    [Fact]
    public void Librdkafka_Is_Loaded() => Assert.NotEmpty(Confluent.Kafka.Library.VersionString);
}
