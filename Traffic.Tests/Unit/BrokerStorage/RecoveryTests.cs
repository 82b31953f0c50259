using FsCheck;
using FsCheck.Fluent;
using Traffic.Embedded.Broker.Storage;
using Traffic.Kafka.Protocol;

namespace Traffic.Tests.Unit.BrokerStorage;

public sealed class RecoveryTests
{
    /// <summary>Batches as (records, padding), and where in the last file the process was killed, in thousandths.</summary>
    private static readonly Gen<(int Records, int Padding)[]> Batches =
        Gen.Choose(1, 20).SelectMany(records => Gen.Choose(0, 300).Select(padding => (records, padding))).NonEmptyListOf().Select(list => list.ToArray());

    [Fact]
    public void Recover_CutAtAnyByte_KeepsExactlyTheWholeBatches() =>
        Prop.ForAll(Arb.From(Batches), Arb.From(Gen.Choose(0, 1000)), (batches, thousandths) =>
        {
            using var folder = new LogFolder();
            var config = new LogConfig { SegmentBytes = 40_000 };
            var ends = new List<(string File, long End, long Offset)>();
            using (var log = folder.Create(config))
            {
                var number = 0;
                foreach (var (records, padding) in batches)
                {
                    log.Append(LogFolder.Batch(number, records, padding, producerId: 1, epoch: 0, sequence: number), LogFolder.Now);
                    number += records;
                    ends.Add((folder.ActiveFile, new FileInfo(folder.ActiveFile).Length, number));
                }
            }

            var file = folder.ActiveFile;
            var cut = new FileInfo(file).Length * thousandths / 1000;
            using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write))
            {
                RandomAccess.SetLength(handle, cut);
            }

            var expected = ends.Where(e => e.File != file || e.End <= cut).Select(e => e.Offset).LastOrDefault();
            using var recovered = folder.Recover(config);
            Assert.Equal(expected, recovered.EndOffset);
            Assert.Equal(Enumerable.Range(0, (int)expected), LogFolder.ReadAll(recovered).Select(r => r.Number));
            Assert.Equal(cut == ends.Where(e => e.File == file && e.End <= cut).Select(e => e.End).LastOrDefault() ? 0 : 1, folder.Cuts.Count);

            // The producer goes on exactly there: what is stored is known, what was cut is taken again.
            var next = LogFolder.Batch((int)expected, producerId: 1, epoch: 0, sequence: (int)expected);
            Assert.Equal((ErrorCode.None, expected), (recovered.Append(next, LogFolder.Now).Error, recovered.EndOffset - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Recover_ByteFlippedInTheMiddle_KeepsTheBatchesBehindIt() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 9)), Arb.From(Gen.Choose(0, 999)), Arb.From(Gen.Choose(1, 255)), (victim, place, flip) =>
        {
            using var folder = new LogFolder();
            var ends = new List<long> { 0 };
            using (var log = folder.Create())
            {
                for (var i = 0; i < 11; i++)
                {
                    log.Append(LogFolder.Batch(i, padding: 100), LogFolder.Now);
                    ends.Add(new FileInfo(folder.ActiveFile).Length);
                }
            }

            var bytes = File.ReadAllBytes(folder.ActiveFile);
            var position = (int)(ends[victim] + ((ends[victim + 1] - ends[victim]) * place / 1000));
            var inEpoch = position - ends[victim] is >= 12 and < 16;
            bytes[position] ^= (byte)flip;
            File.WriteAllBytes(folder.ActiveFile, bytes);
            using var recovered = folder.Recover();
            Assert.Equal(11, recovered.EndOffset);
            Assert.Empty(folder.Cuts);

            // The leader's epoch is outside the checksum, and always 0.
            if (!inEpoch)
            {
                Assert.Equal([(ends[victim], ends[victim + 1] - ends[victim])], folder.Damages);
            }

            Assert.Equal(Enumerable.Range(victim + 1, 10 - victim), LogFolder.ReadAll(recovered, victim + 1).Select(r => r.Number));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Recover_GarbageBehindTheEnd_IsCut()
    {
        using var folder = new LogFolder();
        using (var log = folder.Create())
        {
            log.Append(LogFolder.Batch(0, 3), LogFolder.Now);
        }

        var length = new FileInfo(folder.ActiveFile).Length;
        using (var file = new FileStream(folder.ActiveFile, FileMode.Append))
        {
            file.Write(new byte[500]);
        }

        using var recovered = folder.Recover();
        Assert.Equal(3, recovered.EndOffset);
        Assert.Equal([(length, 500L)], folder.Cuts);
    }

    [Fact]
    public void Recover_WithoutIndexesAndSnapshots_RebuildsThem()
    {
        using var folder = new LogFolder();
        var config = new LogConfig { SegmentBytes = 5000 };
        using (var log = folder.Create(config))
        {
            for (var i = 0; i < 100; i++)
            {
                log.Append(LogFolder.Batch(i, padding: 100, timestamp: i, producerId: 1, epoch: 0, sequence: i), LogFolder.Now);
            }
        }

        var before = folder.Files.Where(f => f.EndsWith("index", StringComparison.Ordinal)).ToList();
        folder.Delete("*index");
        folder.Delete("*.snapshot");
        using var recovered = folder.Recover(config);
        Assert.NotEmpty(before);
        Assert.Equal(before, folder.Files.Where(f => f.EndsWith("index", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(0, 100), LogFolder.ReadAll(recovered, maxBytes: 700).Select(r => r.Number));
        Assert.Equal((33L, 33L), recovered.FindByTime(33));
        Assert.Equal(97, recovered.Append(LogFolder.Batch(97, padding: 100, producerId: 1, epoch: 0, sequence: 97), LogFolder.Now).BaseOffset);
    }

    [Fact]
    public void OpenClean_FilesNotAsTheyWereLeft_LeavesItToRecovery()
    {
        using var folder = new LogFolder();
        CleanEnd end;
        using (var log = folder.Create())
        {
            log.Append(LogFolder.Batch(0, producerId: 1, epoch: 0, sequence: 0), LogFolder.Now);
            end = log.Close();
        }

        using (var intact = folder.OpenClean(end))
        {
            Assert.NotNull(intact);
        }

        Assert.Null(folder.OpenClean(end with { Size = end.Size + 1 }));
        folder.Delete("*.snapshot");
        Assert.Null(folder.OpenClean(end));
    }
}
