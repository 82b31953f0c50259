using System.Globalization;

namespace Traffic.Embedded.Hosting.Processes;

/// <summary>Memory of a process and its children: proportional set size, so that what they share counts once.</summary>
internal static class ProcessMemory
{
    /// <returns>Bytes; null when the process is gone.</returns>
    public static long? Read(int pid)
    {
        if (Pss(pid) is not { } own)
            return null;
        var children = $"/proc/{pid}/task/{pid}/children";
        if (!File.Exists(children))
            return own;
        try
        {
            return own + File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Sum(child => Read(int.Parse(child, CultureInfo.InvariantCulture)) ?? 0);
        }
        catch (IOException)
        {
            return own;
        }
    }

    private static long? Pss(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/smaps_rollup").FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
