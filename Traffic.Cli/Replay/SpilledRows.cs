using Traffic.Feeds.Replay;

namespace Traffic.Cli.Replay;

/// <summary>Rows in a temporary file that goes with this object, or with the process.</summary>
internal sealed class SpilledRows : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly FileStream _file = new(
        Path.Combine(Path.GetTempPath(), $"traffic-replay-{Path.GetRandomFileName()}"),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        BufferBytes,
        FileOptions.DeleteOnClose);

    public SpilledRows(IEnumerable<ReplayRow> rows)
    {
        using var writer = new BinaryWriter(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (var row in rows)
        {
            writer.Write(row.EventTime);
            writer.Write(row.Line);
            writer.Write(row.EventId.HasValue);
            if (row.EventId is { } id)
            {
                writer.Write(id.ToByteArray());
            }

            writer.Write(row.Bytes.Length);
            writer.Write(row.Bytes.Span);
        }
    }

    public IEnumerable<ReplayRow> Rows()
    {
        _file.Position = 0;
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length)
        {
            var (time, line) = (reader.ReadInt64(), reader.ReadInt64());
            Guid? id = reader.ReadBoolean() ? new Guid(reader.ReadBytes(16)) : null;
            yield return new ReplayRow(line, time, reader.ReadBytes(reader.ReadInt32()), id);
        }
    }

    public void Dispose() => _file.Dispose();
}
