using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;
using Traffic.Sink.Batches;
using Traffic.Streaming.Declarations;

namespace Traffic.Sink.Store;

/// <summary>Sends records that cannot be stored to the dead letters of their stream, bytes as they are.</summary>
internal sealed partial class RefusedRecords(KafkaClients clients, TimeProvider time, SinkMetrics metrics, ILogger<RefusedRecords> log) : IDisposable
{
    private static readonly byte[] Stage = "store"u8.ToArray();
    private static readonly byte[] FirstAttempt = "1"u8.ToArray();
    private static readonly byte[] Reason = Encoding.UTF8.GetBytes(Reasons.RefusedByStore);

    private readonly Lazy<RecordProducer> _producer = new(() => clients.CreateProducer("sink"));

    /// <summary>Sends a batch's refused records from a number on; returns when Kafka has them.</summary>
    public async Task SendAsync(SinkBatch batch, int from, CancellationToken cancellationToken)
    {
        if (batch.Refused.Count == from)
            return;
        var group = _producer.Value.Begin();
        for (var i = from; i < batch.Refused.Count; i++)
        {
            var (number, refusal) = batch.Refused[i];
            var record = batch.Records[number];
            var topic = batch.Routing[record.Position.Topic].DeadLetterTopic
                ?? throw new InvalidOperationException($"{record.Position} cannot be stored and has nowhere else to go: {refusal.Detail}");
            group.Produce(topic, record.Position.Partition, Bytes(batch, record.Key), Bytes(batch, record.Value), Headers(record, refusal.Field, refusal.Detail), cancellationToken);
            metrics.Refused(record.Position.Topic);
        }

        await group.CompleteAsync(cancellationToken);
        var (first, why) = batch.Refused[from];
        LogRefused(batch.Refused.Count - from, batch.Records[first].Position.ToString(), why.Field ?? "", why.Detail);
    }

    public void Dispose()
    {
        if (_producer.IsValueCreated)
            _producer.Value.Dispose();
    }

    private static byte[]? Bytes(SinkBatch batch, Slice slice) => slice.IsNull ? null : batch.Arena[slice].ToArray();

    private Headers Headers(BatchRecord record, string? field, string detail)
    {
        var headers = new Headers
        {
            { HeaderNames.Reason, Reason },
            { HeaderNames.Detail, Encoding.UTF8.GetBytes(detail) },
            { HeaderNames.SourceTopic, Encoding.UTF8.GetBytes(record.Position.Topic) },
            { HeaderNames.SourcePartition, Number(record.Position.Partition.Value) },
            { HeaderNames.SourceOffset, Number(record.Position.Offset.Value) },
            { HeaderNames.FailedAt, Encoding.UTF8.GetBytes(time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)) },
            { HeaderNames.Attempt, FirstAttempt },
            { HeaderNames.Stage, Stage },
        };
        if (field is not null)
            headers.Add(HeaderNames.Field, Encoding.UTF8.GetBytes(field));
        if (record.Headers is not null && record.Headers.TryGetLastBytes(HeaderNames.Run, out var run))
            headers.Add(HeaderNames.Run, run);
        return headers;
    }

    private static byte[] Number(long value) => Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(1, LogLevel.Warning, "{Count} records cannot be stored and became dead letters; the first: {Position} {Field}: {Detail}")]
    private partial void LogRefused(int count, string position, string field, string detail);
}
