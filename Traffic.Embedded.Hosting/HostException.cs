namespace Traffic.Embedded.Hosting;

/// <summary>The system can't start with what it was given: one line that names the thing and the fix, exit code 2.</summary>
public sealed class HostException : Exception
{
    public HostException(string message)
        : base(message)
    {
    }

    public HostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HostException()
    {
    }
}
