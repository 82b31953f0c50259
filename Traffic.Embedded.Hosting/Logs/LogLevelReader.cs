namespace Traffic.Embedded.Hosting.Logs;

internal enum LineLevel
{
    Info,
    Warning,
    Error,
}

/// <summary>Reads the level off a line as .NET's console logger ("time warn: …") and PostgreSQL ("time [pid] ERROR:  …") write it.</summary>
internal static class LogLevelReader
{
    private static readonly (string Marker, LineLevel Level)[] Markers =
    [
        ("trce: ", LineLevel.Info), ("dbug: ", LineLevel.Info), ("info: ", LineLevel.Info), ("LOG:  ", LineLevel.Info), ("DETAIL:  ", LineLevel.Info),
        ("STATEMENT:  ", LineLevel.Info), ("HINT:  ", LineLevel.Info),
        ("warn: ", LineLevel.Warning), ("WARNING:  ", LineLevel.Warning),
        ("fail: ", LineLevel.Error), ("crit: ", LineLevel.Error), ("ERROR:  ", LineLevel.Error), ("FATAL:  ", LineLevel.Error), ("PANIC:  ", LineLevel.Error),
    ];

    // A marker further on is part of a message.
    private const int HeadLength = 48;

    /// <returns>A line that says no level is information on stdout and a warning on stderr.</returns>
    public static LineLevel Read(string line, bool error)
    {
        var head = line.AsSpan(0, Math.Min(line.Length, HeadLength));
        foreach (var (marker, level) in Markers)
        {
            if (head.Contains(marker, StringComparison.Ordinal))
                return level;
        }

        return error ? LineLevel.Warning : LineLevel.Info;
    }
}
