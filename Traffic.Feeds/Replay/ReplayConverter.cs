using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay;

/// <summary>Turns the content of one file into records of one stream, line by line.</summary>
/// <param name="stream">The stream the records belong to.</param>
/// <param name="constants">What the result depends on besides the content: given by <c>--set</c> or found in name and content.</param>
public abstract class ReplayConverter(StreamDeclaration stream, IReadOnlyDictionary<string, string> constants)
{
    public StreamDeclaration Stream => stream;

    public IReadOnlyDictionary<string, string> Constants => constants;

    /// <summary>The rows in the order of the file. A row is valid until the next one is asked for.</summary>
    /// <param name="contentHash">Hash of the content, from which ids of records without one are made.</param>
    /// <exception cref="ReplayException">The content as a whole is not what the format says.</exception>
    public abstract IEnumerable<ReplayRow> Convert(Stream content, string contentHash);
}
