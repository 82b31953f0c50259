using System.Buffers.Text;
using Traffic.Streaming.Json;
using Traffic.Streaming.Lanes;
using Traffic.Streaming.Windows;

namespace Traffic.Streaming.Processing;

/// <summary>Writes the changelog keys of windows.</summary>
internal sealed class WindowChangelogKey(string topic, int partition)
{
    private readonly Dictionary<(Lane Lane, string WindowId), byte[]> _prefixes = [];
    private readonly JsonBuffer _json = new();

    /// <summary>The key; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(WindowState window)
    {
        if (!_prefixes.TryGetValue((window.Lane, window.Plan.Id), out var prefix))
        {
            prefix = ChangelogKey.WindowPrefix(topic, partition, window.Lane.Run, window.Plan.Id);
            _prefixes.Add((window.Lane, window.Plan.Id), prefix);
        }

        Span<byte> start = stackalloc byte[prefix.Length + 21];
        prefix.CopyTo(start);
        Utf8Formatter.TryFormat(window.Start, start[prefix.Length..], out var written);
        start[prefix.Length + written] = (byte)'|';
        var writer = _json.Start(start[..(prefix.Length + written + 1)]);
        writer.WriteStartArray();
        window.Plan.Groups.WriteJson(window.Group, writer, named: false);
        writer.WriteEndArray();
        return _json.Finish();
    }
}
