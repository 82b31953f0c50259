using System.Buffers;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Traffic.Api.Http;
using Traffic.Api.Windows;
using Traffic.Kafka;

namespace Traffic.Api.Live;

/// <summary>
/// Makes messages of the records of one topic: the record as it is in the topic, with where it belongs and <c>at</c>, when it was
/// written there, in front.
/// </summary>
internal sealed class LiveMessageFactory(Topic topic)
{
    private readonly HashSet<string> _fields = [.. LiveQuery.FilterFields(topic).Select(f => f.Name)];

    /// <returns>Null for what is no JSON object: nothing of ours writes that.</returns>
    public LiveMessage? Create(ConsumeResult<byte[]?, byte[]?> record)
    {
        var withdrawn = record.Message.Value is not { Length: > 0 };
        if (withdrawn && topic.Window is null)
        {
            return null;
        }

        var key = Encoding.UTF8.GetString(record.Message.Key ?? []);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var data = new ArrayBufferWriter<byte>((record.Message.Value?.Length ?? 0) + 128);
        using (var json = new Utf8JsonWriter(data, JsonBody.Options))
        {
            json.WriteStartObject();
            json.WriteString("feed", topic.Feed);
            json.WriteString("stream", topic.Stream!.Name);
            if (topic.Window is { } window)
            {
                json.WriteString("window", window.Id);
            }
            else
            {
                json.WriteString("run", RunOf(record.Message.Headers));
            }

            json.WriteString("at", record.Message.Timestamp.UtcDateTime);
            if (!(withdrawn ? TryCopyKey(json, record.Message.Key, values) : TryCopy(json, record.Message.Value!, values)))
            {
                return null;
            }

            json.WriteEndObject();
        }

        var name = topic.Window is null ? "record" : withdrawn ? "withdrawn" : "window";
        return new(record.TopicPartitionOffset, name, topic.Window is null ? null : key, data.WrittenSpan.ToArray(), values);
    }

    private static string RunOf(Headers? headers) =>
        headers is not null && headers.TryGetLastBytes(HeaderNames.Run, out var run) ? Encoding.UTF8.GetString(run) : Parts.Live;

    /// <summary>Copies the properties of an object and notes those that can be filtered by.</summary>
    private bool TryCopy(Utf8JsonWriter json, byte[] value, Dictionary<string, string> values)
    {
        var reader = new Utf8JsonReader(value);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (_fields.Contains(name))
            {
                values[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
            }

            json.WritePropertyName(name);
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            json.WriteRawValue(value.AsSpan(start, (int)reader.BytesConsumed - start), skipInputValidation: true);
        }

        return true;
    }

    /// <summary>A withdrawn window has only its key: <c>[window_start, groups…, part]</c>.</summary>
    private bool TryCopyKey(Utf8JsonWriter json, byte[]? key, Dictionary<string, string> values)
    {
        using var parsed = JsonDocument.Parse(key ?? "null"u8.ToArray());
        string[] names = ["window_start", .. topic.Window!.GroupBy, "part"];
        if (parsed.RootElement.ValueKind != JsonValueKind.Array || parsed.RootElement.GetArrayLength() != names.Length)
        {
            return false;
        }

        foreach (var (name, value) in names.Zip(parsed.RootElement.EnumerateArray()))
        {
            values[name] = value.ToString();
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        return true;
    }
}
