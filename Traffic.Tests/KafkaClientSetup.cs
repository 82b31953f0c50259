using System.Runtime.CompilerServices;
using Traffic.Kafka;

namespace Traffic.Tests;

/// <summary>Tests build clients by hand too.</summary>
internal static class KafkaClientSetup
{
    [ModuleInitializer]
    internal static void Prepare() => ClientLibrary.Prepare();
}
