using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Traffic.Api.Windows;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;
using Traffic.Streaming.References;

namespace Traffic.Api.Ingest;

/// <summary>Topic, key and headers of the records of one request. The bytes are not touched.</summary>
/// <param name="firstSequence">Number of the first record in its run; null for live records.</param>
internal sealed class RawRecords(IngestRequest request, ReferenceTables references, TimeProvider time, long? firstSequence = null)
{
    private readonly RawRouter _router = new(request.Stream);
    private readonly Field? _id = request.Stream.DeduplicateBy.Select(request.Stream.Field).FirstOrDefault(f => f.Type == FieldType.Uuid);
    private readonly DateTimeOffset _receivedAt = time.GetUtcNow();
    private long? _sequence = firstSequence;

    public (string Topic, byte[]? Key, byte[] Value, Headers? Headers) Next(ReadOnlyMemory<byte> record)
    {
        var (topic, key, hasId) = Look(record);
        var headers = new RecordHeaders(
            request.Run,
            _sequence ?? -1,
            // One id per record whatever becomes of it, so that it is counted once.
            EventId: hasId ? null : Guid.CreateVersion7(_receivedAt),
            ReceivedAt: _receivedAt.ToMicros());
        _sequence++;
        return (topic, key, record.ToArray(), RawHeaders.Write(headers));
    }

    private (string Topic, byte[]? Key, bool HasId) Look(ReadOnlyMemory<byte> record)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            var (topic, key) = _router.Route(json.RootElement, references);
            return (topic, Encoding.UTF8.GetBytes(key), _id is null || HasId(json.RootElement));
        }
        catch (JsonException)
        {
            // The processor makes it a dead letter, with these bytes.
            return (TopicNames.Raw(request.Stream), null, true);
        }
    }

    private bool HasId(JsonElement record) =>
        _id!.Aliases.Select(a => a.Name).Prepend(_id.Name).Any(name =>
            record.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined));
}
