namespace Traffic.Tests.Kafka.Broker;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("traffic-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
