using System.Globalization;
using System.Text;

namespace Traffic.Streaming.Processing;

/// <summary>
/// Keys of changelog records, UTF-8: <c>p|topic|partition</c>, <c>l|topic|partition|run</c> and
/// <c>w|topic|partition|run|window id|start µs|group JSON array</c>. In a run, '%' and '|' are percent-encoded.
/// </summary>
public static class ChangelogKey
{
    public const char Partition = 'p';
    public const char Lane = 'l';
    public const char Window = 'w';

    /// <summary>Reads kind, topic, partition and, of lanes and windows, the run and what follows it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> key, out char kind, out string topic, out int partition, out string? run, out string? rest)
    {
        var parts = Encoding.UTF8.GetString(key).Split('|', 5);
        (kind, topic, partition, run, rest) = ('\0', "", -1, null, null);
        if (parts.Length < 3 || parts[0] is not [var first] || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out partition))
        {
            return false;
        }

        (kind, topic) = (first, parts[1]);
        run = parts.Length > 3 ? Uri.UnescapeDataString(parts[3]) : null;
        rest = parts.Length > 4 ? parts[4] : null;
        return kind switch
        {
            Partition => run is null,
            Lane => run is not null && rest is null,
            Window => rest is not null,
            _ => false,
        };
    }

    /// <summary>Reads kind, topic and partition: enough to route a record to its task.</summary>
    public static bool TryParse(ReadOnlySpan<byte> key, out char kind, out string topic, out int partition) =>
        TryParse(key, out kind, out topic, out partition, out _, out _);

    internal static byte[] OfPartition(string topic, int partition) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p|{topic}|{partition}"));

    internal static byte[] OfLane(string topic, int partition, string run) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"l|{topic}|{partition}|{Escape(run)}"));

    /// <summary>The part of a window's key before its start.</summary>
    internal static byte[] WindowPrefix(string topic, int partition, string run, string windowId) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"w|{topic}|{partition}|{Escape(run)}|{windowId}|"));

    private static string Escape(string run) =>
        run.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
