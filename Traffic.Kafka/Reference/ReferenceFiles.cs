using System.Text.Json;
using Microsoft.Extensions.Options;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka.Reference;

/// <summary>The reference tables as files: <c>feed.name.json</c> in the reference folder, else the file that ships with the feed.</summary>
public sealed class ReferenceFiles(IOptions<KafkaOptions> options)
{
    /// <summary>Reads and checks a table.</summary>
    /// <exception cref="ReferenceFileException">The file is not what the declaration says.</exception>
    public ReferenceTable Load(ReferenceDeclaration reference)
    {
        var file = $"{reference.Feed}.{reference.Name}.json";
        if (options.Value.ReferenceFolder is { } folder && Path.Combine(folder, file) is var path && File.Exists(path))
        {
            try
            {
                using var own = File.OpenRead(path);
                return Parse(reference, path, own);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ReferenceFileException($"{path}: {e.Message}", e);
            }
        }

        using var shipped = reference.OpenDefault();
        return Parse(reference, file, shipped);
    }

    internal static ReferenceTable Parse(ReferenceDeclaration reference, string file, Stream content)
    {
        using var document = ParseJson(file, content);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new ReferenceFileException($"{file}: must be a JSON array of objects, is {document.RootElement.ValueKind}");
        var parser = new ReferenceRowParser(reference, file);
        var rows = new Dictionary<string, ReferenceRow>(StringComparer.Ordinal);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            var row = parser.Parse(element, rows.Count + 1);
            if (!rows.TryAdd(row.Key, row))
                throw new ReferenceFileException($"{file}, row {rows.Count + 1}: '{row.Key}' stands in the file twice, keep one");
        }

        return ReferenceVersion.Table(reference.Name, rows.Values);
    }

    private static JsonDocument ParseJson(string file, Stream content)
    {
        try
        {
            return JsonDocument.Parse(content, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new ReferenceFileException($"{file}: is not JSON: {e.Message}", e);
        }
    }
}
