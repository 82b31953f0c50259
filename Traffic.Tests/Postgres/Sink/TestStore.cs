using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Sink;
using Traffic.Sink.Batches;
using Traffic.Sink.Rows;
using Traffic.Sink.Store;
using Traffic.Sink.Tables;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>A store with batches that are filled by hand instead of from Kafka.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public const string Detectors = "roads.detectors.clean";
    public const string Windows = "roads.detectors.1h.windows";

    public TestStore(SinkDatabase database)
    {
        Routing = new RoutingTable(new TopicCatalogue(FeedCatalogue.Default.Feeds, "traffic"));
        Store = new PostgresStore(database.Source, Routing, new StoreRetry(new SinkHealth(NullLogger<SinkHealth>.Instance), TimeProvider.System));
    }

    public RoutingTable Routing { get; }

    public PostgresStore Store { get; }

    public SinkBatch NewBatch() => new(Routing);

    /// <param name="position">Position the batch is read from, when this is its first record of the partition.</param>
    public Refusal? Add(SinkBatch batch, string topic, long offset, string? value, string? key = null, int partition = 0, long position = 0) => batch.Add(
        new ConsumeResult<Slice, Slice>
        {
            Topic = topic,
            Partition = partition,
            Offset = offset,
            Message = new Message<Slice, Slice> { Key = Slice(batch, key), Value = Slice(batch, value), Headers = [] },
        },
        Routing[topic], position);

    /// <summary>A batch of detector readings: offsets from one to before another.</summary>
    public SinkBatch Readings(long from, long to)
    {
        var batch = NewBatch();
        for (var offset = from; offset < to; offset++)
            Assert.Null(Add(batch, Detectors, offset, Reading($"d{offset}"), position: from));
        return batch;
    }

    public static string Reading(string detector) => $$"""{"detector_id":"{{detector}}","timestamp":"2012-03-01T08:00:00Z","interval_s":300,"flow":1}""";

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static Slice Slice(SinkBatch batch, string? text) => text is null ? Traffic.Sink.Batches.Slice.Null : batch.Arena.Add(Encoding.UTF8.GetBytes(text));
}
