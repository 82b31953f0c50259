using Traffic.Feeds.Replay.Roads;
using Traffic.Feeds.Roads;
using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay;

/// <summary>The formats of each feed: its own ones, and one JSON object a line for all of its streams.</summary>
public static class ReplayFormats
{
    public static IReadOnlyList<ReplayFormat> Of(FeedDeclaration feed) => feed.Name switch
    {
        RoadsFeed.Name => [new MetrLaFormat(feed), new PemsFormat(feed), new NdjsonFormat(feed)],
        _ => [new NdjsonFormat(feed)],
    };

    /// <summary>The format of that name, or the one that the file looks like.</summary>
    /// <exception cref="ReplayException">There is none.</exception>
    public static ReplayFormat Find(FeedDeclaration feed, ReplayFile file, string? name)
    {
        var formats = Of(feed);
        var names = string.Join(", ", formats.Select(f => f.Name));
        if (name is not null)
        {
            return formats.FirstOrDefault(f => f.Name == name)
                ?? throw new ReplayException($"--format {name}: feed {feed.Name} has no such format, use one of {names}");
        }

        return formats.FirstOrDefault(f => f.Matches(file))
            ?? throw new ReplayException($"{file.Path}: its format is none of {names} (it begins with '{Excerpt(file.Head[0])}'): give one with --format");
    }

    /// <summary>Opens a file with the given constants.</summary>
    /// <exception cref="ReplayException">The format takes no constant of such a name, needs one more, or is not the file's.</exception>
    public static ReplayConverter Open(ReplayFormat format, ReplayFile file, IReadOnlyDictionary<string, string> constants)
    {
        if (constants.Keys.Except(format.Constants).FirstOrDefault() is { } unknown)
        {
            throw new ReplayException($"--set {unknown}: format {format.Name} takes only {string.Join(", ", format.Constants)}");
        }

        return format.Open(file, constants);
    }

    internal static string Excerpt(string line) => line.Length > 60 ? $"{line[..60]}…" : line;
}
