namespace Traffic.Tests.Unit.BrokerProtocol;

/// <summary>Apache Kafka beside the repository, where it is.</summary>
internal static class SharedKafka
{
    public static string ClientsJar()
    {
        var lib = Path.Combine(Repository.Root, "..", "shared", "kafka", "lib");
        var jar = Directory.Exists(lib) ? Directory.EnumerateFiles(lib, "kafka-clients-*.jar").FirstOrDefault() : null;
        Assert.SkipUnless(jar is not null, "needs ../shared/kafka, which is not here");
        return jar!;
    }
}
