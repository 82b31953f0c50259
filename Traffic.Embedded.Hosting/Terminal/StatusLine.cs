namespace Traffic.Embedded.Hosting.Terminal;

/// <summary>Lines on stderr above one that is redrawn in place; without a terminal there are only the lines.</summary>
internal sealed class StatusLine
{
    private const string Clear = "\r\e[K";
    private readonly Lock _gate = new();
    private readonly bool _live = !Console.IsErrorRedirected;
    private string _status = "";

    /// <summary>Whether colours are wanted (<c>NO_COLOR</c> is respected).</summary>
    public bool Colours { get; } = !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public void Write(string line)
    {
        lock (_gate)
            Console.Error.Write(_live ? $"{Clear}{line}\n{_status}" : $"{line}\n");
    }

    public void Show(string status)
    {
        if (!_live)
            return;
        lock (_gate)
        {
            var width = Math.Max(20, Console.WindowWidth) - 1;
            _status = status.Length > width ? status[..width] : status;
            Console.Error.Write(Clear + _status);
        }
    }
}
