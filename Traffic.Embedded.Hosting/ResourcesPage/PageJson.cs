using System.Text.Json.Serialization;

namespace Traffic.Embedded.Hosting.ResourcesPage;

/// <param name="Last">Number of the last line, to ask from the next time.</param>
internal sealed record LogTail(long Last, IReadOnlyList<string> Lines);

/// <summary>What changes about an instance while it is looked at.</summary>
internal sealed record Row(string Id, string State, string Detail, string Pid, string Uptime, string Restarts, string Memory);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogTail))]
[JsonSerializable(typeof(IReadOnlyList<Row>))]
internal sealed partial class PageJson : JsonSerializerContext;
