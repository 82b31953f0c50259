using System.IO.Compression;
using System.Text;
using Traffic.Feeds;
using Traffic.Feeds.Replay;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Replay;

/// <summary>Files for replay tests, in a folder of their own.</summary>
internal sealed class ReplayText : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traffic-replay-");

    public static FeedDeclaration Roads { get; } = FeedCatalogue.Default.Find("roads")!;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    public ReplayConverter Open(string path, string? format = null, params (string Name, string Value)[] constants)
    {
        var file = ReplayFile.Open(path);
        return ReplayFormats.Open(ReplayFormats.Find(Roads, file, format), file, constants.ToDictionary(c => c.Name, c => c.Value));
    }

    /// <summary>All rows of a file, as texts.</summary>
    public List<Row> Convert(string path, string? format = null, params (string Name, string Value)[] constants)
    {
        using var content = ReplayFile.Open(path).OpenContent();
        return
        [
            .. Open(path, format, constants).Convert(content, "hash").Select(r =>
                new Row(r.Line, r.EventTime, Encoding.UTF8.GetString(r.Bytes.Span), r.EventId, r.Failure?.Reason, r.Failure?.Field)),
        ];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    internal sealed record Row(long Line, long EventTime, string Text, Guid? EventId, string? Reason, string? Field);
}
