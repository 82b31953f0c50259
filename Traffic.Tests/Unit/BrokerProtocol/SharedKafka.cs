namespace Traffic.Tests.Unit.BrokerProtocol;

/// <summary>Apache Kafka beside the repository, where it is.</summary>
internal static class SharedKafka
{
    public static string ClientsJar()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Traffic.sln")))
            {
                var lib = Path.Combine(folder.Parent!.FullName, "shared", "kafka", "lib");
                if (Directory.Exists(lib) && Directory.EnumerateFiles(lib, "kafka-clients-*.jar").FirstOrDefault() is { } jar)
                {
                    return jar;
                }
            }
        }

        Assert.Skip("../shared/kafka is not there");
        return "";
    }
}
