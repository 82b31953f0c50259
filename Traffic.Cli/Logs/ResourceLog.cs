using System.Text;

namespace Traffic.Cli.Logs;

/// <summary>The log file of a process, read line by line while it is written and rotated.</summary>
internal sealed class ResourceLog(string path)
{
    private long _position;

    /// <summary>Name of the process: the resource, with the number of the replica after the first.</summary>
    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    public string Resource => Name.LastIndexOf('-') is > 0 and var dash && int.TryParse(Name.AsSpan(dash + 1), out _) ? Name[..dash] : Name;

    /// <summary>Writes the whole lines that have come since the last call. A file that got shorter is a new one.</summary>
    public void CopyNewLines(TextWriter output, bool withName)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _position = file.Length < _position ? 0 : _position;
        file.Position = _position;
        var bytes = new byte[file.Length - _position];
        var end = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).LastIndexOf((byte)'\n');
        if (end < 0)
        {
            return;
        }

        _position += end + 1;
        foreach (var line in Encoding.UTF8.GetString(bytes.AsSpan(0, end)).Split('\n'))
        {
            output.WriteLine(withName ? $"{Name,-12} | {line}" : line);
        }
    }
}
