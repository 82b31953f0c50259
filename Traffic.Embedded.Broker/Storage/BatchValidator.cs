using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>Judges what a producer sent before it may enter a log.</summary>
internal static class BatchValidator
{
    public static ErrorCode Check(Span<byte> bytes, LogConfig config, long now, out string? message)
    {
        message = null;
        if (bytes.Length < RecordBatch.HeaderSize)
        {
            message = $"{bytes.Length} bytes are no record batch";
            return ErrorCode.CorruptMessage;
        }

        var batch = new RecordBatch(bytes);
        if (batch.Magic != RecordBatch.CurrentMagic)
        {
            message = $"record format {batch.Magic}; only format 2 is taken";
            return ErrorCode.UnsupportedForMessageFormat;
        }

        if (batch.Size != bytes.Length)
        {
            message = batch.Size is >= RecordBatch.HeaderSize && batch.Size < bytes.Length
                ? "more than one record batch for a partition in one request"
                : $"a batch of {batch.Size} bytes in {bytes.Length} bytes";
            return batch.Size < bytes.Length ? ErrorCode.InvalidRecord : ErrorCode.CorruptMessage;
        }

        if (batch.ComputeCrc() != batch.Crc)
        {
            message = "the batch's checksum does not match its bytes";
            return ErrorCode.CorruptMessage;
        }

        if (bytes.Length > config.MaxMessageBytes)
        {
            message = $"a batch of {bytes.Length} bytes; max.message.bytes is {config.MaxMessageBytes}";
            return ErrorCode.MessageTooLarge;
        }

        return CheckContent(batch, config, now, out message);
    }

    private static ErrorCode CheckContent(RecordBatch batch, LogConfig config, long now, out string? message)
    {
        message = null;
        if (batch.RecordCount <= 0 || batch.LastOffsetDelta != batch.RecordCount - 1)
        {
            message = $"{batch.RecordCount} records with a last offset delta of {batch.LastOffsetDelta}";
            return ErrorCode.InvalidRecord;
        }

        if (batch.IsControl)
        {
            message = "producers may not write control batches";
            return ErrorCode.InvalidRecord;
        }

        if (batch.ProducerId != RecordBatch.NoProducerId && (batch.BaseSequence < 0 || batch.ProducerEpoch < 0))
        {
            message = $"producer {batch.ProducerId} with epoch {batch.ProducerEpoch} and sequence {batch.BaseSequence}";
            return ErrorCode.InvalidRecord;
        }

        if (batch.Codec > CompressionCodec.Zstd)
        {
            message = $"compression type {(int)batch.Codec} is not known";
            return ErrorCode.UnsupportedCompressionType;
        }

        if (batch.Codec == CompressionCodec.None && RecordReader.Validate(batch, keysRequired: config.Compacted) is { } problem)
        {
            message = problem;
            return ErrorCode.InvalidRecord;
        }

        if (!config.LogAppendTime && (batch.MaxTimestamp - now > config.TimestampAfterMaxMs || now - batch.MaxTimestamp > config.TimestampBeforeMaxMs))
        {
            message = $"timestamp {batch.MaxTimestamp} is further from the broker's clock ({now}) than the topic allows";
            return ErrorCode.InvalidTimestamp;
        }

        return ErrorCode.None;
    }
}
