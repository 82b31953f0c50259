using System.Globalization;
using System.Text;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>The budget of the hot path: nothing per accepted record.</summary>
public sealed class AllocationTests : IStreamOutput
{
    private const int Rows = 10_000;
    private const int WarmUp = 6;

    /// <summary>What a whole batch of <see cref="Rows"/> may allocate; one byte per record would break it.</summary>
    private const long Budget = 4096;

    private long _written;

    [Fact]
    public void Process_Passages_AllocatesNothingPerRecord() =>
        AssertBudget(Records.Passages, i => Records.Passage(i, Time(i / 100), 60 + (i % 60), 1 + (i % 6), i % 5 == 0 ? "truck" : "car"));

    [Fact]
    public void Process_Detectors_AllocatesNothingPerRecord() =>
        AssertBudget(Records.Detectors, i => Records.Detector($"d{i % 40}", Time(i / 40 * 300), 40 + (i % 60)));

    void IStreamOutput.Clean(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, string? run) => _written += value.Length;

    void IStreamOutput.Window(string windowId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => _written += value.Length;

    void IStreamOutput.DeadLetter(in RawRecord record, Rejection rejection) => Assert.Fail(rejection.ToString());

    void IStreamOutput.Forward(in RawRecord record, ReadOnlySpan<byte> key) => Assert.Fail("forwarded");

    private void AssertBudget(StreamDeclaration stream, Func<int, string> record)
    {
        var time = new ManualTime(DateTimeOffset.Parse("2026-06-01T00:00:00Z", CultureInfo.InvariantCulture));
        var task = new PartitionTask(stream, stream.SharedRawTopic, 0, 1, time) { References = new TestDriver(stream).References };
        var batch = new RawBatch();
        for (var round = 0; round < WarmUp + 2; round++)
        {
            Fill(batch, round, record);
            var before = GC.GetAllocatedBytesForCurrentThread();
            task.Process(batch, this);
            task.Tick(atLogEnd: false, this);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            time.Advance(TimeSpan.FromSeconds(1));

            // The first rounds grow buffers, ids and pools to their size.
            Assert.True(round < WarmUp || allocated <= Budget, $"round {round}: {allocated} bytes for {Rows} records");
        }

        Assert.True(_written > 0);
    }

    private static void Fill(RawBatch batch, int round, Func<int, string> record)
    {
        batch.Clear();
        for (var i = 0; i < Rows; i++)
        {
            var offset = (round * Rows) + i;
            batch.Add(offset, 1_780_000_000_000_000, default, false, Encoding.UTF8.GetBytes(record(offset)), new RecordHeaders(Run: null));
        }
    }

    private static string Time(int second) => Step.Start.AddSeconds(second).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
