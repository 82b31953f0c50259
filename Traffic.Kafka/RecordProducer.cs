using Confluent.Kafka;

namespace Traffic.Kafka;

/// <summary>An idempotent producer whose records are acknowledged in groups, without a task per record. Thread-safe.</summary>
public sealed class RecordProducer : IDisposable
{
    private readonly IProducer<byte[]?, byte[]?> _producer;

    internal RecordProducer(IProducer<byte[]?, byte[]?> producer) => _producer = producer;

    /// <summary>Starts a group of records.</summary>
    public DeliveryGroup Begin() => new(_producer);

    /// <summary>Drops what is not delivered yet: complete the groups before.</summary>
    public void Dispose() => _producer.Dispose();
}
