using Traffic.Feeds.Replay;

namespace Traffic.Cli.Replay;

/// <summary>Stable sort by event time in bounded memory: sorted parts on disk, merged while they are read.</summary>
internal static class ExternalSort
{
    public const int DefaultPartBytes = 64 * 1024 * 1024;

    public static IEnumerable<ReplayRow> ByTime(IEnumerable<ReplayRow> rows, int partBytes = DefaultPartBytes)
    {
        var parts = new List<SpilledRows>();
        try
        {
            var part = new RowBuffer();
            foreach (var row in rows)
            {
                if (part.Bytes + row.Bytes.Length > partBytes && part.Bytes > 0)
                {
                    parts.Add(new SpilledRows(part.Sorted()));
                    part.Clear();
                }

                part.Add(row);
            }

            foreach (var row in TimeMerge.Merge([.. parts.Select(p => p.Rows()), part.Sorted()], r => r.EventTime))
            {
                yield return row;
            }
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
        }
    }
}
