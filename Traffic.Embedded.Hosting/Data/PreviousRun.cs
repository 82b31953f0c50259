using System.Text.Json;

namespace Traffic.Embedded.Hosting.Data;

/// <summary>What <c>run.json</c> says about the host that wrote it last.</summary>
internal sealed record PreviousRun(int Pid, IReadOnlyList<int> Children, string? Dashboard)
{
    public static PreviousRun? Read(string folder)
    {
        var file = Path.Combine(folder, RunFile.Name);
        if (!File.Exists(file))
            return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = json.RootElement;
            return new PreviousRun(
                root.GetProperty("pid").GetInt32(),
                [.. root.GetProperty("resources").EnumerateArray().Where(r => r.TryGetProperty("pid", out _)).Select(r => r.GetProperty("pid").GetInt32())],
                root.GetProperty("urls").TryGetProperty("dashboard", out var dashboard) ? dashboard.GetString() : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or IOException)
        {
            return null; // A file of another version, or gone in between: it has nothing to say.
        }
    }

    /// <summary>The processes of a host that was killed die with it, but not in the same instant: waits for that, five seconds at most.</summary>
    public static async Task WaitForEndAsync(string folder, CancellationToken cancellationToken)
    {
        if (Read(folder) is not { } run)
            return;
        for (var attempt = 0; attempt < 50 && run.Children.Any(pid => Directory.Exists($"/proc/{pid}")); attempt++)
            await Task.Delay(100, cancellationToken);
    }
}
