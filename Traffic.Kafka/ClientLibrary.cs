using System.Reflection;
using Confluent.Kafka;

namespace Traffic.Kafka;

/// <summary>
/// Lets Confluent.Kafka consume with librdkafka before 2.1 (Debian 12 has 2.0.2). The binding asks every record for its leader
/// epoch, which those versions can't tell; here the answer becomes "unknown" (−1), as it is from brokers that know no epochs.
/// </summary>
public static class ClientLibrary
{
    private const int FirstWithLeaderEpochs = 0x02_01_00_00;
    private const int Unknown = -1;

    static ClientLibrary()
    {
        // Reading the version loads the library, which sets the delegates that are replaced here.
        if (Library.Version >= FirstWithLeaderEpochs)
            return;
        Replace("_message_leader_epoch", nameof(EpochOf));
        Replace("_topic_partition_get_leader_epoch", nameof(EpochOf));
        Replace("_topic_partition_set_leader_epoch", nameof(Forget));
    }

    /// <summary>Must have been called before the first client is used; <see cref="KafkaClients"/> does.</summary>
    public static void Prepare()
    {
    }

    private static void Replace(string field, string method)
    {
        var target = typeof(Library).Assembly.GetType("Confluent.Kafka.Impl.Librdkafka")?.GetField(field, BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new NotSupportedException(
                $"Confluent.Kafka {typeof(Library).Assembly.GetName().Version} does not work with librdkafka {Library.VersionString}: install librdkafka 2.1 or newer");
        target.SetValue(null, Delegate.CreateDelegate(target.FieldType, typeof(ClientLibrary), method));
    }

    private static int EpochOf(IntPtr _) => Unknown;

    private static void Forget(IntPtr partition, int epoch)
    {
    }
}
