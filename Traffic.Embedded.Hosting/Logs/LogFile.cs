using System.Text;

namespace Traffic.Embedded.Hosting.Logs;

/// <summary>
/// A file that lines are appended to. Past the limit it becomes <c>name.log.1</c>, that one <c>name.log.2</c> and so on; the oldest
/// is dropped.
/// </summary>
internal sealed class LogFile(string path, long limit = 10 * 1024 * 1024, int kept = 3) : IDisposable
{
    private readonly Lock _gate = new();
    private FileStream? _stream;

    public string Path => path;

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            _stream ??= Open();
            if (_stream.Length > 0 && _stream.Length + bytes.Length > limit)
                Rotate();
            _stream.Write(bytes);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _stream?.Dispose();
        _stream = null;
    }

    // Without a buffer of its own, so that a reader who follows the file sees each line at once.
    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void Rotate()
    {
        _stream!.Dispose();
        File.Delete($"{path}.{kept}");
        for (var i = kept - 1; i >= 1; i--)
        {
            if (File.Exists($"{path}.{i}"))
                File.Move($"{path}.{i}", $"{path}.{i + 1}");
        }

        File.Move(path, $"{path}.1");
        _stream = Open();
    }
}
