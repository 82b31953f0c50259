using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Traffic.Api.Http;
using Traffic.Api.Windows;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.Processing;

namespace Traffic.Api.Ingest;

/// <summary>Writes records to the raw topics of a stream and returns when Kafka has acknowledged them.</summary>
internal sealed class RawSender(
    KafkaClients clients, TopicCatalogue catalogue, ReferenceReader references, IOptions<IngestOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(5);

    // A producer has threads and connections: not before somebody sends.
    private readonly Lazy<RecordProducer> _producer = new(() => clients.CreateProducer("ingest"));

    // The records of a run must reach the log in the order of their numbers: a lane takes a lower number than its last for a repetition.
    private readonly SemaphoreSlim _runOrder = new(1, 1);
    private long _lastSequence;

    /// <exception cref="ApiException">503: Kafka has not acknowledged all of it in time. Some of it may be in the log.</exception>
    public async Task SendAsync(IngestRequest request, ReadOnlyMemory<byte> body, IReadOnlyList<Range> records, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.AcknowledgeTimeoutSeconds));
        try
        {
            await references.WaitAsync(patience.Token);
            var group = _producer.Value.Begin();
            if (request.Run is null)
            {
                await ProduceAsync(group, new RawRecords(request, references[request.Stream.Feed], time), body, records, patience.Token);
            }
            else
            {
                await ProduceRunAsync(group, request, body, records, patience.Token);
            }

            await group.CompleteAsync(patience.Token);
            if (request.End)
            {
                // Only behind records that are there for sure: what follows the end of a run counts no more.
                var end = _producer.Value.Begin();
                await ProduceControlAsync(end, request, ControlKind.End, patience.Token);
                await end.CompleteAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ApiException.Unavailable("Kafka has not acknowledged the records in time; some may be in the log.");
        }
    }

    public void Dispose()
    {
        _runOrder.Dispose();
        if (_producer.IsValueCreated)
        {
            _producer.Value.Dispose();
        }
    }

    private async Task ProduceRunAsync(
        DeliveryGroup group, IngestRequest request, ReadOnlyMemory<byte> body, IReadOnlyList<Range> records, CancellationToken cancellationToken)
    {
        await _runOrder.WaitAsync(cancellationToken);
        try
        {
            await ProduceControlAsync(group, request, ControlKind.Begin, cancellationToken);
            // Numbers rise across requests and restarts because they follow the clock.
            var first = Math.Max(_lastSequence + 1, time.GetUtcNow().ToMicros());
            _lastSequence = first + records.Count;
            await ProduceAsync(group, new RawRecords(request, references[request.Stream.Feed], time, first), body, records, cancellationToken);
        }
        finally
        {
            _runOrder.Release();
        }
    }

    private static async Task ProduceAsync(
        DeliveryGroup group, RawRecords raw, ReadOnlyMemory<byte> body, IReadOnlyList<Range> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            var (topic, key, value, headers) = raw.Next(body[record]);
            await ProduceAsync(group, topic, null, key, value, headers, cancellationToken);
        }
    }

    /// <summary>A control record goes to every partition of all raw topics of the stream.</summary>
    private async Task ProduceControlAsync(DeliveryGroup group, IngestRequest request, ControlKind kind, CancellationToken cancellationToken)
    {
        var headers = RawHeaders.Write(new RecordHeaders(request.Run, Control: kind));
        foreach (var topic in catalogue.RawTopics(request.Stream, references[request.Stream.Feed]))
        {
            for (var partition = 0; partition < topic.Partitions; partition++)
            {
                await ProduceAsync(group, topic.Name, partition, null, [], headers, cancellationToken);
            }
        }
    }

    private static async Task ProduceAsync(
        DeliveryGroup group, string topic, int? partition, byte[]? key, byte[] value, Headers? headers, CancellationToken cancellationToken)
    {
        while (!group.TryProduce(topic, partition, key, value, headers))
        {
            await Task.Delay(QueueFullWait, cancellationToken);
        }
    }
}
