namespace Traffic.ServiceDefaults.Configuration;

/// <summary>The service can't start with what it was given. The message is one line that names the thing, its value and the fix.</summary>
public sealed class StartException : Exception
{
    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StartException()
    {
    }
}
