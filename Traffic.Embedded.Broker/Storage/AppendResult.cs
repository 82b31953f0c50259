using Traffic.Kafka.Protocol;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>Outcome of appending one batch.</summary>
/// <param name="AppendTime">Milliseconds, or −1 where the topic keeps the producer's timestamps.</param>
internal readonly record struct AppendResult(ErrorCode Error, long BaseOffset, long AppendTime, long LogStartOffset, string? Message = null)
{
    public static AppendResult Failed(ErrorCode error, string message) => new(error, -1, -1, -1, message);
}
