using Traffic.Embedded.Broker.Storage;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Tests.Unit.BrokerStorage;

public sealed class BatchValidatorTests
{
    [Fact]
    public void Check_GoodBatch_IsTaken() => Assert.Equal(ErrorCode.None, Check(LogFolder.Batch(0, 5)));

    [Fact]
    public void Check_FlippedByte_IsCorrupt()
    {
        for (var at = 17; at < LogFolder.Batch(0, 5).Length; at++)
        {
            var bytes = LogFolder.Batch(0, 5);
            bytes[at] ^= 1;
            Assert.Equal(ErrorCode.CorruptMessage, Check(bytes));
        }
    }

    [Fact]
    public void Check_CutBatch_IsCorrupt() => Assert.Equal(ErrorCode.CorruptMessage, Check(LogFolder.Batch(0, 5)[..^1]));

    [Fact]
    public void Check_NoBytes_IsCorrupt() => Assert.Equal(ErrorCode.CorruptMessage, Check([]));

    [Fact]
    public void Check_TwoBatches_IsRefused() => Assert.Equal(ErrorCode.InvalidRecord, Check([.. LogFolder.Batch(0), .. LogFolder.Batch(1)]));

    [Fact]
    public void Check_OldMagic_IsRefused()
    {
        var bytes = LogFolder.Batch(0);
        bytes[16] = 1;
        Assert.Equal(ErrorCode.UnsupportedForMessageFormat, Check(bytes));
    }

    [Fact]
    public void Check_TooLarge_IsRefused() => Assert.Equal(ErrorCode.MessageTooLarge, Check(LogFolder.Batch(0, padding: 2000), new LogConfig { MaxMessageBytes = 1000 }));

    [Fact]
    public void Check_WrongCount_IsRefused() => Assert.Equal(ErrorCode.InvalidRecord, Check(Changed((ref b) => b.RecordCount = 4)));

    [Fact]
    public void Check_ControlBatch_IsRefused() => Assert.Equal(ErrorCode.InvalidRecord, Check(Changed((ref b) => b.Attributes = 0x20)));

    [Fact]
    public void Check_UnknownCodec_IsRefused() => Assert.Equal(ErrorCode.UnsupportedCompressionType, Check(Changed((ref b) => b.Attributes = 5)));

    [Fact]
    public void Check_RecordsThatAreNone_IsRefused() => Assert.Equal(ErrorCode.InvalidRecord, Check(Changed((ref b) => b.Records[0] = 0x7f)));

    [Fact]
    public void Check_NoKeyInCompactedTopic_IsRefused() => Assert.Equal(ErrorCode.InvalidRecord, Check(LogFolder.Batch(0), new LogConfig { Compacted = true }));

    [Theory]
    [InlineData(1001, ErrorCode.InvalidTimestamp)]
    [InlineData(1000, ErrorCode.None)]
    [InlineData(-2000, ErrorCode.None)]
    [InlineData(-2001, ErrorCode.InvalidTimestamp)]
    public void Check_TimestampFarFromTheClock_IsRefused(int distance, ErrorCode expected) =>
        Assert.Equal(expected, Check(LogFolder.Batch(0, timestamp: LogFolder.Now + distance), new LogConfig { TimestampAfterMaxMs = 1000, TimestampBeforeMaxMs = 2000 }));

    private delegate void Change(ref RecordBatch batch);

    private static byte[] Changed(Change change)
    {
        var bytes = LogFolder.Batch(0, 5);
        var batch = new RecordBatch(bytes);
        change(ref batch);
        batch.UpdateCrc();
        return bytes;
    }

    private static ErrorCode Check(byte[] bytes, LogConfig? config = null)
    {
        var error = BatchValidator.Check(bytes, config ?? new LogConfig(), LogFolder.Now, out var message);
        Assert.Equal(error == ErrorCode.None, message is null);
        return error;
    }
}
