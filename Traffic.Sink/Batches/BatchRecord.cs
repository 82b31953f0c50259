using Confluent.Kafka;

namespace Traffic.Sink.Batches;

/// <summary>A record of a batch as it was consumed, kept until the batch is stored in case the store refuses it.</summary>
internal readonly record struct BatchRecord(TopicPartitionOffset Position, Slice Key, Slice Value, Headers? Headers);
