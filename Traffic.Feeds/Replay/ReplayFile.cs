using System.Text;

namespace Traffic.Feeds.Replay;

/// <summary>A file to replay, plain or gzip (told by its content), and its first lines.</summary>
public sealed class ReplayFile
{
    private const int HeadBytes = 64 * 1024;
    private const int BufferBytes = 128 * 1024;

    private ReplayFile(string path, IReadOnlyList<string> head)
    {
        Path = path;
        Head = head;
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The lines that the first 64 KiB hold, without byte order mark and blank lines.</summary>
    public IReadOnlyList<string> Head { get; }

    /// <exception cref="ReplayException">The file can't be read.</exception>
    public static ReplayFile Open(string path)
    {
        var bytes = new byte[HeadBytes];
        int length;
        try
        {
            using var content = OpenContent(path);
            length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ReplayException($"{path}: {Reason(e)}", e);
        }

        var head = Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF').Split('\n').Select(l => l.TrimEnd('\r'));
        var file = new ReplayFile(path, [.. head.Where(l => !string.IsNullOrWhiteSpace(l))]);
        return file.Head.Count > 0 ? file : throw new ReplayException($"{path}: the file is empty");
    }

    /// <summary>The content, decompressed.</summary>
    public Stream OpenContent() => OpenContent(Path);

    private static Stream OpenContent(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        try
        {
            var gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return gzip ? new GzipContent(file) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "not readable, or a folder",
        InvalidDataException => $"damaged gzip ({e.Message})",
        _ => e.Message,
    };
}
