using Confluent.Kafka;

namespace Traffic.Sink.Batches;

/// <summary>Copies keys and values to the arena of the batch that is being filled, instead of into arrays of their own.</summary>
internal sealed class SliceDeserializer(ByteArena arena) : IDeserializer<Slice>
{
    public ByteArena Arena { get; set; } = arena;

    public Slice Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? Slice.Null : Arena.Add(data);
}
