namespace Traffic.Feeds.Replay;

/// <summary>A format of files that a feed's records can be made from.</summary>
public abstract class ReplayFormat
{
    /// <summary>Name for <c>--format</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Names that <c>--set</c> takes.</summary>
    public abstract IReadOnlyList<string> Constants { get; }

    /// <summary>Whether name and first lines look like this format.</summary>
    public abstract bool Matches(ReplayFile file);

    /// <exception cref="ReplayException">A constant is missing or wrong, or the file is of another format.</exception>
    public abstract ReplayConverter Open(ReplayFile file, IReadOnlyDictionary<string, string> constants);
}
