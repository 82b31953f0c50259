namespace Traffic.Kafka.Protocol.Records;

/// <summary>How the records of a batch are compressed.</summary>
public enum CompressionCodec
{
    None = 0,
    Gzip = 1,
    Snappy = 2,
    Lz4 = 3,
    Zstd = 4,
}
