using System.Text.Json.Serialization;

namespace Traffic.Cli.Running;

/// <summary>What the host says of itself in <c>DIR/run.json</c>, as far as it is used here.</summary>
internal sealed record RunFile(
    int Pid,
    string State,
    IReadOnlyDictionary<string, string> Urls,
    IReadOnlyDictionary<string, string> ConnectionStrings)
{
    public const string Name = "run.json";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunFile))]
internal sealed partial class RunFileJson : JsonSerializerContext;
