namespace Traffic.Embedded.Hosting.Logs;

/// <summary>The output of one process over all its starts: a file, and the newest lines in memory for those who watch.</summary>
internal sealed class ResourceLog(string path) : IDisposable
{
    private const int Kept = 500;
    private readonly LogFile _file = new(path);
    private readonly Queue<string> _lines = new(Kept);
    private readonly Lock _gate = new();
    private long _count;

    /// <summary>Raised with every line, from any thread.</summary>
    public event Action<string, LineLevel>? Written;

    public string Path => path;

    public void Write(string line, bool error)
    {
        _file.Write(line);
        lock (_gate)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue(line);
            _count++;
        }

        Written?.Invoke(line, LogLevelReader.Read(line, error));
    }

    /// <summary>The lines after number <paramref name="after"/> that are still in memory, and the number of the last.</summary>
    public (long Last, IReadOnlyList<string> Lines) Tail(long after = 0)
    {
        lock (_gate)
        {
            var missing = (int)Math.Clamp(_count - after, 0, _lines.Count);
            return (_count, [.. _lines.Skip(_lines.Count - missing)]);
        }
    }

    public void Dispose() => _file.Dispose();
}
