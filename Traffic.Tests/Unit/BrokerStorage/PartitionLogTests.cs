using Traffic.Embedded.Broker.Storage;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Tests.Unit.BrokerStorage;

public sealed class PartitionLogTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AnyOffsetAndLimit_GivesTheRecordsFromThere()
    {
        using var log = _folder.Create(new LogConfig { SegmentBytes = 20_000 });
        for (var i = 0; i < 200; i++)
        {
            log.Append(LogFolder.Batch(i * 3, 3, padding: i % 50 * 10), LogFolder.Now);
        }

        Assert.InRange(_folder.Files.Count(f => f.EndsWith(".log", StringComparison.Ordinal)), 5, 100);
        foreach (var maxBytes in new[] { 1, 100, 5_000, 1_000_000 })
        {
            for (var from = 0; from < 600; from += 111)
            {
                Assert.Equal(Enumerable.Range(from, 600 - from).Select(i => ((long)i, i, LogFolder.Now)), LogFolder.ReadAll(log, from, maxBytes));
            }
        }
    }

    [Fact]
    public void Read_LimitSmallerThanTheFirstBatch_GivesItOnlyWhenAsked()
    {
        using var log = _folder.Create();
        log.Append(LogFolder.Batch(0, padding: 1000), LogFolder.Now);
        Assert.Equal(ErrorCode.None, log.Read(0, 500, atLeastOne: false, out var nothing));
        Assert.Null(nothing);
        log.Read(0, 500, atLeastOne: true, out var slice);
        using (slice)
        {
            Assert.InRange(slice!.Length, 1000, 1200);
        }
    }

    [Fact]
    public void Read_WithinTheLimit_EndsWithAWholeBatch()
    {
        using var log = _folder.Create();
        var size = 0;
        for (var i = 0; i < 100; i++)
        {
            var batch = LogFolder.Batch(i, padding: 100);
            size = batch.Length;
            log.Append(batch, LogFolder.Now);
        }

        log.Read(10, 7 * size + 5, atLeastOne: true, out var slice);
        using (slice)
        {
            Assert.Equal(7 * size, slice!.Length);
        }
    }

    [Fact]
    public void Read_OutsideTheLog_IsOutOfRange()
    {
        using var log = _folder.Create();
        log.Append(LogFolder.Batch(0, 5), LogFolder.Now);
        Assert.Equal(ErrorCode.OffsetOutOfRange, log.Read(6, 1000, true, out _));
        Assert.Equal(ErrorCode.OffsetOutOfRange, log.Read(-1, 1000, true, out _));
        Assert.Equal(ErrorCode.None, log.Read(5, 1000, true, out var atEnd));
        Assert.Null(atEnd);
    }

    [Fact]
    public void Append_LogAppendTime_StampsTheBatch()
    {
        using var log = _folder.Create(new LogConfig { LogAppendTime = true });
        var result = log.Append(LogFolder.Batch(0, 3, timestamp: 5), LogFolder.Now);
        Assert.Equal(LogFolder.Now, result.AppendTime);
        Assert.Equal([LogFolder.Now, LogFolder.Now, LogFolder.Now], LogFolder.ReadAll(log).Select(r => r.Timestamp));
    }

    [Fact]
    public void Append_CreateTime_KeepsTheProducersTime()
    {
        using var log = _folder.Create();
        Assert.Equal(-1, log.Append(LogFolder.Batch(0, timestamp: 5), LogFolder.Now).AppendTime);
        Assert.Equal([5L], LogFolder.ReadAll(log).Select(r => r.Timestamp));
    }

    [Fact]
    public void FindByTime_EveryTime_IsTheFirstRecordNotOlder()
    {
        using var log = _folder.Create(new LogConfig { SegmentBytes = 10_000 });
        var random = new Random(7);
        var times = Enumerable.Range(0, 300).Select(i => (i * 10L) + random.Next(40)).ToList();
        times.ForEach(t => log.Append(LogFolder.Batch(0, padding: 80, timestamp: t), LogFolder.Now));
        for (var time = 0; time < 3100; time += 13)
        {
            var expected = times.FindIndex(t => t >= time);
            Assert.Equal(expected < 0 ? null : (expected, times[expected]), log.FindByTime(time));
        }

        Assert.Equal(times.Max(), log.FindMaxTimestamp()!.Value.Timestamp);
    }

    [Fact]
    public void FindByTime_InsideABatch_IsTheRecordItself()
    {
        using var log = _folder.Create();
        var builder = new RecordBatchBuilder();
        foreach (var time in new long[] { 10, 20, 30 })
        {
            builder.Add(time, null, new byte[1]);
        }

        log.Append(builder.Build().Span, LogFolder.Now);
        Assert.Equal((1L, 20L), log.FindByTime(11));
    }

    [Fact]
    public void Append_SameSequenceAgain_IsStoredOnce()
    {
        using var log = _folder.Create();
        for (var i = 0; i < 7; i++)
        {
            log.Append(LogFolder.Batch(i * 2, 2, producerId: 9, epoch: 0, sequence: i * 2), LogFolder.Now);
        }

        for (var i = 2; i < 7; i++)
        {
            Assert.Equal((ErrorCode.None, i * 2L), Outcome(log.Append(LogFolder.Batch(i * 2, 2, producerId: 9, epoch: 0, sequence: i * 2), LogFolder.Now)));
        }

        Assert.Equal(14, log.EndOffset);
    }

    [Fact]
    public void Append_GapInSequence_IsRefused()
    {
        using var log = _folder.Create();
        log.Append(LogFolder.Batch(0, producerId: 9, epoch: 0, sequence: 0), LogFolder.Now);
        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, log.Append(LogFolder.Batch(2, producerId: 9, epoch: 0, sequence: 2), LogFolder.Now).Error);
        Assert.Equal(1, log.EndOffset);
    }

    [Fact]
    public void Append_OlderEpoch_IsFenced_AndANewerStartsAtZero()
    {
        using var log = _folder.Create();
        log.Append(LogFolder.Batch(0, producerId: 9, epoch: 1, sequence: 0), LogFolder.Now);
        Assert.Equal(ErrorCode.InvalidProducerEpoch, log.Append(LogFolder.Batch(1, producerId: 9, epoch: 0, sequence: 1), LogFolder.Now).Error);
        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, log.Append(LogFolder.Batch(1, producerId: 9, epoch: 2, sequence: 1), LogFolder.Now).Error);
        Assert.Equal(ErrorCode.None, log.Append(LogFolder.Batch(1, producerId: 9, epoch: 2, sequence: 0), LogFolder.Now).Error);
    }

    [Fact]
    public void Append_SequenceAtItsEnd_WrapsToZero()
    {
        using var log = _folder.Create();
        log.Append(LogFolder.Batch(0, 2, producerId: 9, epoch: 0, sequence: int.MaxValue - 2), LogFolder.Now);
        Assert.Equal(ErrorCode.None, log.Append(LogFolder.Batch(2, 3, producerId: 9, epoch: 0, sequence: int.MaxValue), LogFolder.Now).Error);
        Assert.Equal(ErrorCode.None, log.Append(LogFolder.Batch(5, producerId: 9, epoch: 0, sequence: 2), LogFolder.Now).Error);
    }

    [Fact]
    public void Close_ThenOpenClean_GoesOnWithoutReadingTheLog()
    {
        CleanEnd end;
        using (var log = _folder.Create())
        {
            for (var i = 0; i < 100; i++)
            {
                log.Append(LogFolder.Batch(i, padding: 200, timestamp: i, producerId: 9, epoch: 0, sequence: i), LogFolder.Now);
            }

            end = log.Close();
        }

        using var again = _folder.OpenClean(end);
        Assert.Equal(0, Outcome(again!.Append(LogFolder.Batch(96, padding: 200, producerId: 9, epoch: 0, sequence: 96), LogFolder.Now)).BaseOffset - 96);
        again.Append(LogFolder.Batch(100, timestamp: 100, producerId: 9, epoch: 0, sequence: 100), LogFolder.Now);
        Assert.Equal(Enumerable.Range(0, 101), LogFolder.ReadAll(again).Select(r => r.Number));
        Assert.Equal((50L, 50L), again.FindByTime(50));
    }

    private static (ErrorCode Error, long BaseOffset) Outcome(AppendResult result) => (result.Error, result.BaseOffset);
}
