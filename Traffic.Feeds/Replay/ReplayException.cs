namespace Traffic.Feeds.Replay;

/// <summary>A file that can't be replayed as asked. The message is one line that names the thing, its value and the fix.</summary>
public sealed class ReplayException : Exception
{
    public ReplayException()
    {
    }

    public ReplayException(string message)
        : base(message)
    {
    }

    public ReplayException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
