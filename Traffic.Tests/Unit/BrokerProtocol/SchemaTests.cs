using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Traffic.Tests.Unit.BrokerProtocol;

public sealed class SchemaTests
{
    [Fact]
    public void Schemas_AllVersions_AreThoseOfApacheKafka()
    {
        using var jar = ZipFile.OpenRead(SharedKafka.ClientsJar());
        foreach (var (type, version) in MessageTypes.Versions())
        {
            Assert.Equal($"{type} v{version}: {KafkaText(jar, type.Name, version)}", $"{type} v{version}: {type.Describe(version)}");
        }
    }

    [Fact]
    public void Apis_VersionsAndFlexibility_AreThoseOfApacheKafka()
    {
        using var jar = ZipFile.OpenRead(SharedKafka.ClientsJar());
        foreach (var type in MessageTypes.All.Where(t => t.Name.EndsWith("Request", StringComparison.Ordinal)))
        {
            using var schema = Load(jar, type.Name);
            var (min, max) = Range(schema.RootElement.GetProperty("validVersions").GetString()!);
            var unstable = schema.RootElement.TryGetProperty("latestVersionUnstable", out var flag) && flag.GetBoolean() ? 1 : 0;
            Assert.Equal(schema.RootElement.GetProperty("apiKey").GetInt16(), (short)type.Api.Key);
            Assert.Equal((type.Name, min, max - unstable), (type.Name, type.Api.MinVersion, type.Api.MaxVersion));
            var flexible = Range(schema.RootElement.GetProperty("flexibleVersions").GetString()!);
            Assert.Equal((type.Name, flexible.Min), (type.Name, type.Api.FlexibleFrom));
        }
    }

    /// <summary>The schema in the jar, in the words of <see cref="SchemaText"/>.</summary>
    private static string KafkaText(ZipArchive jar, string message, short version)
    {
        using var schema = Load(jar, message);
        var common = schema.RootElement.TryGetProperty("commonStructs", out var structs)
            ? structs.EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!, s => s.GetProperty("fields"))
            : [];
        var text = new StringBuilder();
        Struct(schema.RootElement.GetProperty("fields"));
        return text.ToString();

        void Struct(JsonElement fields)
        {
            text.Append("{ ");
            foreach (var tagged in new[] { false, true })
            {
                foreach (var field in fields.EnumerateArray().Where(f => IsIn(f, "versions") && IsTagged(f) == tagged))
                {
                    Field(field, tagged);
                }
            }

            text.Append("} ");
        }

        void Field(JsonElement field, bool tagged)
        {
            var name = field.GetProperty("name").GetString()!;
            var type = field.GetProperty("type").GetString()!;
            var element = type.StartsWith("[]", StringComparison.Ordinal) ? type[2..] : type;
            var isStruct = char.IsUpper(element[0]);
            text.Append(tagged ? $"#{field.GetProperty("tag").GetInt32()} " : "");
            text.Append($"{char.ToUpperInvariant(name[0])}{name[1..]}:{(isStruct ? type[..^element.Length] : type)}{(IsIn(field, "nullableVersions") ? "?" : "")} ");
            if (isStruct)
            {
                Struct(field.TryGetProperty("fields", out var fields) ? fields : common[element]);
            }
        }

        bool IsTagged(JsonElement field) => IsIn(field, "taggedVersions");

        bool IsIn(JsonElement field, string property) =>
            field.TryGetProperty(property, out var range) && Range(range.GetString()!) is var (min, max) && version >= min && version <= max;
    }

    private static (int Min, int Max) Range(string range)
    {
        if (range == "none")
        {
            return (short.MaxValue, short.MaxValue);
        }

        var parts = range.TrimEnd('+').Split('-');
        var min = int.Parse(parts[0]);
        return (min, range.EndsWith('+') ? short.MaxValue : int.Parse(parts[^1]));
    }

    private static JsonDocument Load(ZipArchive jar, string message)
    {
        using var file = jar.GetEntry($"common/message/{message}.json")!.Open();
        return JsonDocument.Parse(file, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
    }
}
