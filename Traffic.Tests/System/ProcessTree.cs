using System.Globalization;

namespace Traffic.Tests.System;

/// <summary>Processes by /proc.</summary>
internal static class ProcessTree
{
    /// <summary>All descendants of a process.</summary>
    public static IReadOnlyList<int> Descendants(int pid)
    {
        var children = Directory.GetDirectories($"/proc/{pid}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)).ToList();
        return [.. children, .. children.SelectMany(Descendants)];
    }

    /// <summary>Whether it still does anything: one that has ended but was not yet waited for does not.</summary>
    public static bool IsAlive(int pid)
    {
        try
        {
            // "pid (name) state …", where the name may hold anything.
            return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
