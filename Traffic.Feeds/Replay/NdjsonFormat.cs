using System.Text.Json;
using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay;

/// <summary>One JSON object a line, each a raw record as it is. The stream is told by the names of the fields, or given.</summary>
public sealed class NdjsonFormat(FeedDeclaration feed) : ReplayFormat
{
    private const string Stream = "stream";

    public override string Name => "ndjson";

    public override IReadOnlyList<string> Constants => [Stream];

    public override bool Matches(ReplayFile file) => file.Head[0].AsSpan().TrimStart().StartsWith('{');

    public override ReplayConverter Open(ReplayFile file, IReadOnlyDictionary<string, string> constants)
    {
        var names = string.Join(", ", feed.Streams.Select(s => s.Name));
        StreamDeclaration stream;
        if (constants.TryGetValue(Stream, out var given))
        {
            stream = feed.Find(given) ?? throw new ReplayException($"--set stream={given}: feed {feed.Name} has no such stream, use one of {names}");
        }
        else
        {
            stream = Likeliest(file) ?? throw new ReplayException(
                $"{file.Path}: its fields do not tell which stream of {feed.Name} it belongs to: give it with --set stream=NAME, one of {names}");
        }

        return new NdjsonConverter(stream, new Dictionary<string, string> { [Stream] = stream.Name });
    }

    /// <summary>The one stream that knows most of the first object's fields.</summary>
    private StreamDeclaration? Likeliest(ReplayFile file)
    {
        if (feed.Streams.Count == 1)
        {
            return feed.Streams[0];
        }

        var fields = file.Head.Select(Names).FirstOrDefault(n => n.Count > 0) ?? [];
        var ranked = feed.Streams
            .Select(s => (Stream: s, Known: s.Fields.Count(f => fields.Contains(f.Name) || f.Aliases.Any(a => fields.Contains(a.Name)))))
            .OrderByDescending(s => s.Known)
            .ToList();
        return ranked[0].Known > ranked[1].Known ? ranked[0].Stream : null;
    }

    private static HashSet<string> Names(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? [.. json.RootElement.EnumerateObject().Select(p => p.Name)] : [];
        }
        catch (JsonException)
        {
            // Not a record: conversion will say so.
            return [];
        }
    }
}
