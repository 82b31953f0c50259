using System.Text.Json;
using System.Text.Json.Serialization;
using Traffic.Api.DeadLetters;
using Traffic.Api.Feeds;
using Traffic.Api.Ingest;
using Traffic.Api.Latest;
using Traffic.Api.Live;
using Traffic.Api.Pipeline;
using Traffic.Api.Reference;
using Traffic.Api.Windows;

namespace Traffic.Api.Http;

/// <summary>The shapes of answers and cursors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ItemList<FeedItem>))]
[JsonSerializable(typeof(StreamDescription))]
[JsonSerializable(typeof(ItemList<WindowItem>))]
[JsonSerializable(typeof(WindowsCursor))]
[JsonSerializable(typeof(ItemList<IDictionary<string, JsonElement>>))]
[JsonSerializable(typeof(LatestCursor))]
[JsonSerializable(typeof(ReferenceList))]
[JsonSerializable(typeof(ItemList<DeadLetter>))]
[JsonSerializable(typeof(DeadLetterContent))]
[JsonSerializable(typeof(ItemList<DeadLetterCount>))]
[JsonSerializable(typeof(DeadLetterCursor))]
[JsonSerializable(typeof(PipelineSnapshot))]
[JsonSerializable(typeof(LiveVector))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ApiJson : JsonSerializerContext;
