using System.Globalization;
using Traffic.Embedded.Hosting.Logs;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Embedded.Hosting.Terminal;

/// <summary>What the person at the terminal sees: progress, warnings of all resources, the table of what runs where.</summary>
internal sealed class HostConsole : IDisposable
{
    private static readonly int[] Colours = [36, 32, 35, 34, 33, 96, 92, 95, 94, 93];
    private readonly StatusLine _line = new();
    private readonly IReadOnlyList<ResourceInstance> _instances;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly HashSet<ResourceInstance> _reported = [];
    private readonly int _nameWidth;
    private readonly ITimer _redraw;
    private bool _starting = true;

    public HostConsole(IReadOnlyList<ResourceInstance> instances, TimeProvider time)
    {
        _instances = instances;
        _time = time;
        _started = time.GetTimestamp();
        _nameWidth = instances.Max(i => i.DisplayName.Length);
        for (var i = 0; i < instances.Count; i++)
        {
            var instance = instances[i];
            var prefix = Paint(Colours[i % Colours.Length], instance.DisplayName.PadRight(_nameWidth));
            instance.Log.Written += (line, level) =>
            {
                if (level >= LineLevel.Warning)
                    _line.Write($"{prefix} {(level == LineLevel.Error ? Paint(31, line) : line)}");
            };
            instance.Changed += Progress;
        }

        _redraw = time.CreateTimer(_ => Redraw(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    public void Ready(TimeSpan took, IReadOnlyDictionary<string, string> urls)
    {
        EndProgress();
        var rows = _instances.Select(i => (Name: i.DisplayName, State: i.Status.StateName, Where: i.Urls.Count > 0 && i.Status.State != ResourceState.Skipped ? string.Join(' ', i.Urls) : i.Status.Detail ?? ""))
            .Append((Name: "resources page", State: "running", Where: urls["resources"])).ToList();
        var width = rows.Max(r => r.Name.Length);
        foreach (var (name, state, where) in rows)
            Console.Out.WriteLine($"{name.PadRight(width)}  {state,-8}  {where}".TrimEnd());
        Console.Out.WriteLine($"ready in {Seconds(took)} s: {urls.GetValueOrDefault("dashboard", urls["resources"])}");
        Console.Out.Flush();
    }

    /// <summary>One line that names the resource, what is wrong with it and where its output is.</summary>
    public void StartFailed(ResourceInstance failed)
    {
        EndProgress();
        _line.Write($"traffic: {failed.DisplayName} did not start: {failed.Status.Detail} (its output: {failed.Log.Path})");
    }

    public void Stopping()
    {
        EndProgress();
        _line.Write("stopping");
    }

    public void Dispose() => _redraw.Dispose();

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private void Progress(ResourceInstance instance)
    {
        if (!_starting || instance.Status.State is not (ResourceState.Running or ResourceState.Exited))
            return;
        lock (_reported)
        {
            if (!_reported.Add(instance))
                return;
        }

        var where = instance.Urls.Count > 0 ? instance.Urls[0] : instance.Status.Detail ?? "done";
        _line.Write($"  {Paint(32, "✓")} {instance.DisplayName.PadRight(_nameWidth)} {Seconds(_time.GetElapsedTime(_started)),5} s  {where}");
    }

    private void Redraw()
    {
        if (!_starting)
            return;
        var pending = _instances.Where(i => i.Status.State is ResourceState.Starting).Select(i => i.DisplayName);
        _line.Show($"  … {Seconds(_time.GetElapsedTime(_started)),5} s  starting {string.Join(", ", pending)}");
    }

    private void EndProgress()
    {
        _starting = false;
        _line.Show("");
    }

    private string Paint(int colour, string text) => _line.Colours ? $"\e[{colour}m{text}\e[0m" : text;
}
